"""Random SCXML documents: nested, parallel and history states, guards on data and states, raised and sent events."""

from __future__ import annotations

from random import Random

EVENTS = ("e1", "e2", "e3")
_RAISED = ("r1", "r2")


class _Maker:
    def __init__(self, random: Random, timed: bool) -> None:
        self.random = random
        self.timed = timed
        self.timers: list[str] = []
        self.count = 0
        self.plan: list[tuple[str, list[str]]] = []

    def name(self) -> str:
        self.count += 1
        return f"s{self.count}"

    def content(self, most: int) -> str:
        made = []
        for _ in range(self.random.randrange(most + 1)):
            self.count += 1
            made.append(
                self.random.choices(
                    (
                        f"<assign location='T' expr=\"T + '{self.count} '\"/>",
                        "<assign location='n' expr='n + 1'/>",
                        f"<raise event='{self.random.choice(_RAISED)}'/>",
                        f"<send event='t' delay='{self.random.choice((0, 1, 2))}s' id='x'/>",
                        "<cancel sendid='x'/>",
                        "<if cond='n == 2'><assign location='n' expr='0'/><else/><assign location='n' expr='2'/></if>",
                    ),
                    (8, 3, 2, 0, 0, 1) if self.timed else (8, 3, 2, 1, 0.3, 1),
                )[0]
            )
        return "".join(made)

    def state(self, depth: int, inside: str) -> str:
        """A state and what is in it; %TRANSITIONS:id% and %DEFAULT:id% are filled when every id is known."""
        name = self.name()
        kind = "state"
        children: list[str] = []
        if depth and self.random.random() < 0.7:
            kind = "parallel" if self.random.random() < 0.35 else "state"
            count = 2 if kind == "parallel" else self.random.randint(1, 3)
            first = len(self.plan)
            children = [self.state(depth - 1, name) for _ in range(count)]
            inner = [ident for ident, around in self.plan[first:] if around[:1] == [name]]
            if kind == "state" and self.random.random() < 0.25:
                end = self.name()
                children.append(f"<final id='{end}'/>")
                self.plan.append((end, [name]))
                inner.append(end)
            if self.random.random() < 0.3:
                history = self.name()
                deep = self.random.choice(("deep", "shallow"))
                said = self.content(1) if self.random.random() < 0.3 else ""
                default = self.random.choice(inner)
                first_time = f"<transition target='{default}'>{said}</transition>"
                children.append(f"<history id='{history}' type='{deep}'>{first_time}</history>")
                self.plan.append((history, ["history", name]))
            if self.timed and kind == "state" and self.random.random() < 0.4:
                target = self.random.choice(self.plan[first:])[0]
                said = self.content(1)
                children.insert(0, f"<initial><transition target='{target}'>{said}</transition></initial>")
        self.plan.append((name, [inside]))
        entry, leave = self.content(2), self.content(1)
        if self.timed and self.random.random() < 0.4:
            timer = f"w{len(self.timers)}"
            self.timers.append(timer)
            entry = f"<send event='{timer}' delay='{self.random.choice((1, 2, 3))}s' id='{timer}'/>{entry}"
            leave = f"<cancel sendid='{timer}'/>{leave}"
        body = f"<onentry>{entry}</onentry>" * bool(entry) + f"<onexit>{leave}</onexit>" * bool(leave)
        return f"<{kind} id='{name}'>{body}%{name}%{''.join(children)}</{kind}>"

    def transitions(self, ids: list[str]) -> str:
        made = []
        for _ in range(self.random.randrange(4)):
            events = self.random.choice(
                (
                    *EVENTS,
                    *EVENTS,
                    *_RAISED,
                    *(self.timers or ["t"]),
                    "e1 e2",
                    "*",
                    "done.state." + self.random.choice(ids),
                )
            )
            cond = self.random.choice(("", "", "", "n == 1", "n != 2", f"In('{self.random.choice(ids)}')"))
            target = self.random.choice(ids) if self.random.random() < 0.8 else ""
            if self.random.random() < 0.06 and cond and target:
                events = ""
            given = f" event='{events}'" * bool(events) + f' cond="{cond}"' * bool(cond)
            given += f" target='{target}'" * bool(target) + " type='internal'" * (self.random.random() < 0.2)
            if events or target:
                made.append(f"<transition{given}>{self.content(1)}</transition>")
        return "".join(made)


def document(random: Random, timed: bool = False) -> str:
    """A document; the same state of `random` gives the same one.

    timed  whatever is sent on an entry is cancelled on the exit; states begin deep inside, with content, by history
    """
    maker = _Maker(random, timed)
    body = "".join(maker.state(2, "") for _ in range(random.randint(2, 3))) + "<final id='end'/>"
    ids = [ident for ident, _ in maker.plan] + ["end"]
    for ident, around in maker.plan:
        if around[0] != "history":
            body = body.replace(f"%{ident}%", maker.transitions(ids))
    start = f' initial="{random.choice(ids)}"' if timed and random.random() < 0.3 else ""
    data = "<datamodel><data id='T' expr=\"''\"/><data id='n' expr='0'/></datamodel>"
    head = f'xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript"{start}'
    return f"<scxml {head}>{data}{body}</scxml>"
