"""The texts a new site begins with; editors change them, and only new sites get what is changed here."""

Block = tuple[str, str]

ABOUT: list[Block] = [
    ("heading", "What it is"),
    (
        "text",
        "<p>A programme of twelve weeks for people early in their working life. Half of them come from public bodies, "
        "half from technology companies. They work in mixed teams on a problem that a public body has today, "
        "and pitch what they made to senior people of government and industry.</p>",
    ),
    ("heading", "How it works"),
    (
        "text",
        "<ul><li>Every team has people from both sides and two senior mentors, one from government and one from "
        "industry.</li><li>The team talks to the people who have the problem and writes its own problem statement."
        "</li><li>On programme days, host companies show how they build, test and ship.</li>"
        "<li>On pitch day every team presents to a panel. Its reasons are published with its decision.</li></ul>",
    ),
    ("heading", "What both sides take home"),
    (
        "text",
        "<p>People from companies see how government works, and its scale. Civil servants see how innovation works "
        "in a commercial, agile setting. Both learn to work across the divide.</p>",
    ),
]

ACCESSIBILITY: list[Block] = [
    ("heading", "What we aim for"),
    (
        "text",
        "<p>Everybody should be able to use this site. We build it to the Web Content Accessibility Guidelines 2.2, "
        "level AA. Every page type is checked by machine in light and dark colours and on narrow screens. The site can "
        "be used by keyboard alone, zoomed to 400%, and with scripts switched off.</p>",
    ),
    ("heading", "What does not work yet"),
    (
        "text",
        "<ul><li>Signing in with a passkey needs scripts. Without them, sign in with a code by e-mail or an "
        "authenticator app.</li><li>Files that people upload, such as slides, may not be accessible. Ask the "
        "organisers for another format.</li><li>The site has not been audited by people outside the project.</li></ul>",
    ),
    ("heading", "Tell us"),
    (
        "text",
        "<p>If something is in your way, answer any letter from this site or tell the organisers of your cohort. "
        "Say which page it was and what you use.</p>",
    ),
]

PRIVACY: list[Block] = [
    ("heading", "If you only read these pages"),
    (
        "text",
        "<p>We keep nothing about you. There are no advertisements, no statistics by other companies, and nothing on "
        "these pages is fetched from anywhere else.</p>",
    ),
    ("heading", "If you take part"),
    (
        "text",
        "<p>We keep what is needed to run your cohort: your name, e-mail address, organisation, what you told us of "
        "your work and skills, your team, the visits you booked and what your team handed in. Your team sees your name "
        "and profile, mentors and hosts see what they need to receive you, and the organisers of your programme see "
        "the rest. Judges see teams. Editors of these pages see none of it.</p>"
        "<p>The public sees teams as numbers of people. After the results are released it also sees the winning teams, "
        "their challenges, and the names and reasons of the panel.</p>",
    ),
    ("heading", "How long"),
    (
        "text",
        "<ul><li>Access and dietary needs are read by the host and the organisers only, every reading is recorded, and "
        "they are erased 14 days after the visit.</li><li>What you write in a weekly check-in is read by your team, "
        "its mentors and the organisers, or by the organisers only, as you choose; it is erased half a year after the "
        "cohort ends.</li><li>What belongs to a cohort is erased a year after it ends.</li>"
        "<li>When and where a team met its challenge owner is erased three months after the end; who gave a verdict on "
        "a team’s work after a year, its words, like the work itself, after two.</li>"
        "<li>A proposal to bring a challenge is erased after half a year; one whose address was never proved, "
        "after a week.</li>"
        "<li>Accounts are erased two years after the last sign-in.</li><li>The record of who did what stays, "
        "and so do the results.</li></ul>",
    ),
    ("heading", "Cookies"),
    (
        "text",
        "<p>Only to make the site work: one keeps you signed in, one protects forms against misuse, and one carries "
        "a message from a page to the next.</p>",
    ),
    ("heading", "Your rights"),
    (
        "text",
        "<p>You may see what we keep about you, have it corrected, take it with you or have it erased. You may leave "
        "your cohort at any time. Ask the organisers of your programme; they answer for your data.</p>",
    ),
]
