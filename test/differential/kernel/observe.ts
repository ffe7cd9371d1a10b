import type { Agent } from './agent-process.js';
import type { Answer, Question } from './agent-command.js';
import { answeredBy, type Fate, type Foresight } from './fate.js';
import { addresses } from './place.js';
import type { Asked } from './probe.js';
import type { Testbed } from './testbed.js';

/** How often a question is put at once, and at most: with four endpoints one is missed once in 10 million times. */
const atOnce = 6;
const atMost = 60;

/** How long an answer may take, and how long silence is listened to, in milliseconds. */
const patience = { answer: 5000, silence: 150, either: 700 } as const;

/** What came of putting a question again and again: until every fate foreseen was seen, or enough was asked. */
export async function observe(
  testbed: Testbed,
  asked: Asked,
  { fates }: Foresight,
): Promise<ReadonlySet<Fate>> {
  const seen = new Set<Fate>();
  const [count, most] = fates.size > 1 ? [atOnce, atMost] : [1, 2];
  for (let tries = 0; tries < most && !isSettled(seen, fates); tries += count) {
    // oxlint-disable-next-line no-await-in-loop -- whether to ask on depends on what these saw
    for (const fate of await putAtOnce(testbed, asked, fates, count)) seen.add(fate);
  }
  return seen;
}

/** What came of a question to a Service that keeps its clients: put once, then some more times. */
export async function observeKept(
  testbed: Testbed,
  asked: Asked,
  { fates }: Foresight,
): Promise<ReadonlySet<Fate>> {
  const first = await put(testbed, asked, fates);
  return new Set([first, ...(await putAtOnce(testbed, asked, fates, fates.size > 1 ? 4 : 1))]);
}

async function putAtOnce(
  testbed: Testbed,
  asked: Asked,
  fates: Foresight['fates'],
  count: number,
): Promise<readonly Fate[]> {
  return Promise.all(Array.from({ length: count }, async () => put(testbed, asked, fates)));
}

/** Whether nothing more can be learnt. */
function isSettled(seen: ReadonlySet<Fate>, fates: Foresight['fates']): boolean {
  return [...fates.keys()].every((fate) => seen.has(fate)) || [...seen].some((fate) => !fates.has(fate));
}

// No two questions of a sender share a port, so that connections of before are not taken up again.
const ports = { first: 33_000, last: 60_999 } as const;
let asks = 0;

async function put(testbed: Testbed, asked: Asked, expected: Foresight['fates']): Promise<Fate> {
  const { protocol, from, address: to, port: toPort } = asked;
  asks += 1;
  const family = to.includes(':') ? 'IPv6' : 'IPv4';
  const client = from.kind === 'client' ? addresses[family].clients[from.number] : undefined;
  const question: Question = {
    protocol,
    ...(client === undefined ? {} : { from: client }),
    fromPort: ports.first + (asks % (ports.last - ports.first)),
    to,
    toPort,
    token: String(asks),
    patience: !expected.has('silence')
      ? patience.answer
      : expected.size === 1
        ? patience.silence
        : patience.either,
  };
  const answer = await sender(testbed, from).tell({ do: 'ask', ...question });
  return answer.kind === 'silence' && protocol === 'UDP'
    ? arrived(testbed, question.token)
    : fateOf(answer, expected);
}

function sender({ pods, nodes, client }: Testbed, { kind, number }: Asked['from']): Agent {
  const agent = kind === 'client' ? client : (kind === 'pod' ? pods : nodes)[number];
  if (agent === undefined) throw new RangeError(`there is no ${kind} ${number}`);
  return agent;
}

function fateOf(answer: Answer, expected: Foresight['fates']): Fate {
  switch (answer.kind) {
    case 'answered':
      return answeredBy(answer.by, answer.source);
    case 'refused':
    case 'silence':
      return answer.kind;
    case 'not-sent':
      // A process that sends a datagram is told the same, whether its own node refuses or drops it.
      return expected.has('refused') ? 'refused' : 'silence';
    default:
      return answer satisfies never;
  }
}

/** A datagram is delivered even if its answer gets lost. */
async function arrived({ pods, nodes }: Testbed, token: string): Promise<Fate> {
  const all = await Promise.all(
    [...pods, ...nodes].map(async (agent) => agent.tell({ do: 'seen', tokens: [token] })),
  );
  const [seen] = all.flat();
  return seen === undefined ? 'silence' : answeredBy(seen.by, seen.source);
}
