"""Texts of the demonstration's programme and of its four ways to take part."""

from typing import Any

from cms.first_texts import Block

PROGRAMME: list[Block] = [
    ("heading", "For whom"),
    (
        "text",
        "<p>Half of the places are for people from the civil service’s digital, data and technology fast stream, half "
        "for early-career staff of technology companies. Each team mixes both sides.</p>",
    ),
    ("heading", "What a team does"),
    (
        "text",
        "<p>It takes on one problem that a public body has today, writes its own problem statement, designs a digital "
        "solution and pitches it on the last day, before a panel and senior people of government and industry.</p>",
    ),
]

DOORS: list[dict[str, Any]] = [
    {
        "slug": "join-a-team",
        "title": "Join a team",
        "words": "For early-career people from public bodies and technology companies, half from each side.",
        "link_words": "Who can apply",
        "lede": "Twelve weeks beside your job, in a team from both sides.",
        "texts": [
            ("heading", "Who can apply"),
            (
                "text",
                "<ul><li>You work for a public body or a technology company, and are early in your working life.</li>"
                "<li>Your manager agrees that you spend the time.</li><li>You need not write code: teams need people "
                "who research, design, decide and tell as much as people who build.</li></ul>",
            ),
            ("heading", "What it asks of you"),
            (
                "text",
                "<p>Work in your team every week, the programme days at host companies that you book, a problem "
                "statement in week 4 and a pitch in week 12.</p>",
            ),
        ],
    },
    {
        "slug": "bring-a-challenge",
        "title": "Bring a challenge",
        "words": "A problem you have today, a named contact and a senior sponsor.",
        "link_words": "What makes a good brief",
        "lede": "A team looks at your problem for twelve weeks, with fresh eyes.",
        "texts": [
            ("heading", "What makes a good brief"),
            (
                "text",
                "<ol><li>It is a problem of a service or policy of today that you understand well. It describes the "
                "problem, not a solution you wish for.</li><li>Somebody has it, and you can show how you know.</li>"
                "<li>Nothing on the market solves it.</li><li>Others would benefit if it were solved.</li>"
                "<li>Twelve weeks and a small team are the right size for it.</li>"
                "<li>You can say what has been tried before.</li>"
                "<li>You name a contact who has time, and a senior sponsor.</li></ol>",
            ),
            ("heading", "How to propose one"),
            (
                "text",
                "<p>While a cohort takes proposals, a link stands on the page of the challenges and on the cohort’s "
                "page. One line is enough to begin. You press the link in our letter, the organisers answer, and you "
                "write the challenge in six short steps with examples: about 15 minutes, saved as you write.</p>"
                "<p>You write two texts: one for the teams, and one that everybody may read later. What must stay "
                "private goes to neither.</p>",
            ),
        ],
    },
    {
        "slug": "host-a-programme-day",
        "title": "Host a programme day",
        "words": "Show a visiting group how your company builds, tests and ships. Large or small.",
        "link_words": "What a day looks like",
        "lede": "One day in which people from both sides see your work as it happens.",
        "texts": [
            ("heading", "What a day looks like"),
            (
                "text",
                "<ul><li>A live demonstration of something that a team could use in its solution.</li>"
                "<li>Time with the people who build it, not only with those who sell it.</li>"
                "<li>You say how many visitors you can take. They book their seats here, and you see the list of "
                "names and what the visitors need.</li></ul>",
            ),
        ],
    },
    {
        "slug": "mentor-or-judge",
        "title": "Mentor or judge",
        "words": "Advise a team together with a mentor from the other side, or score the pitches on your phone.",
        "link_words": "What we ask of you",
        "lede": "Two ways to give a team what it cannot have yet: experience.",
        "texts": [
            ("heading", "As a mentor"),
            (
                "text",
                "<p>Every team has two senior mentors, one from government and one from industry. You advise on the "
                "problem statement, on strategy and on what is in the team’s way.</p>",
            ),
            ("heading", "As a judge"),
            (
                "text",
                "<p>You hear the pitches, score each against described levels on your phone, and say beforehand where "
                "you have a conflict of interest. Your name and the panel’s reasons are published with the result.</p>",
            ),
        ],
    },
]
