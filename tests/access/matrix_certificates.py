"""Pages of certificates by every person; the address to check one is tried with the tests of certificates."""

RUN = {"organiser": 200, "administrator": 200, "anonymous": 302, "others": 404}

URLS = {
    "organise:certificates": RUN,
    "organise:certificate_name": RUN,
    "organise:certificate_withdraw": RUN,
    "public:certificates": {"anonymous": 302, "others": 200},
    "public:certificate_pdf": {**RUN, "participant": 200},
}
