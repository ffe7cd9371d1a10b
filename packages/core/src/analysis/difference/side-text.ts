import { fieldText } from '../../explain/words.js';
import type { Trace } from '../../trace/trace.js';
import { fateText } from '../fate/fate-text.js';
import type { FateChange, Side } from './diff.js';

/** What becomes of changed requests on either side, in a line each, so that the difference is in the text. */
export function sidesText({ before, after }: FateChange): {
  readonly before: string;
  readonly after: string;
} {
  const plain = texts(before, after, ({ fate }) => fateText(fate));
  if (plain.before !== plain.after) return plain;
  const seen = texts(before, after, ({ fate }) => `${fateText(fate)}${clientText(fate)}`);
  if (seen.before !== seen.after) return seen;
  return texts(before, after, ({ fate, trace }) => `${fateText(fate)}${wordsText(trace)}`);
}

/** The rules that decide, before and after; one where that is the same. */
export function ruleTexts({ before, after }: FateChange): readonly string[] {
  const told = [before, after].map(({ rule }) =>
    rule?.object === undefined ? 'no rule' : fieldText(rule.object, rule.path),
  );
  return [...new Set(told)];
}

function texts(
  before: Side,
  after: Side,
  tell: (side: Side) => string,
): { readonly before: string; readonly after: string } {
  return { before: tell(before), after: tell(after) };
}

function clientText({ ends }: Side['fate']): string {
  const seen = new Set(ends.flatMap(({ seesClient }) => seesClient ?? []));
  if (seen.size === 0) return '';
  if (seen.size > 1) return ', some pods see the address of the client';
  return seen.has(true) ? ', sees the address of the client' : ', does not see the address of the client';
}

/** What the pod or the client gets, word for word. */
function wordsText({ hops, outcome }: Trace): string {
  const last = hops.at(-1);
  const http = last?.stage === 'pod' ? last.packet.http : undefined;
  const headers = outcome.kind === 'response' ? outcome.headers : [];
  const location = headers.find(({ name }) => name === 'location')?.value;
  return [
    ...(http === undefined ? [] : [`, gets ${http.target} of Host ${http.host ?? '(none)'}`]),
    ...(location === undefined ? [] : [`, Location ${location}`]),
  ].join('');
}
