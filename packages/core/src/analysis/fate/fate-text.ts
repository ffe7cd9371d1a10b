import { plainVerdicts } from '../../explain/outcome-text.js';
import { objectText, percentText } from '../../explain/words.js';
import type { Fate, FateEnd } from './fate.js';

/** What becomes of requests, in a line: every end, with its share where there are several that differ in words. */
export function fateText({ ends }: Fate): string {
  const shares = new Map<string, number>();
  for (const end of ends) {
    const text = endText(end);
    shares.set(text, (shares.get(text) ?? 0) + end.probability);
  }
  const told = Array.from(shares, ([text, share]) =>
    shares.size === 1 ? text : `${percentText(share)} ${text}`,
  );
  return told.join(', ');
}

/** Whether a pod of the user takes some of the requests. */
export function comesToApplication({ ends }: Fate): boolean {
  return ends.some(
    ({ outcome, from, to }) =>
      (outcome === 'response' && from === 'application') ||
      ((outcome === 'connected' || outcome === 'delivered') && to !== undefined),
  );
}

/** Whether somebody answers some of the requests, be it a proxy. */
export function isAnswered(fate: Fate): boolean {
  return comesToApplication(fate) || fate.ends.some(({ outcome }) => outcome === 'response');
}

function endText(end: FateEnd): string {
  const { cause, path, host } = end;
  const isOwn = cause === 'application-answered' || cause === 'application-reached';
  const parts = [
    [verdictText(end), ...takerWords(end)].join(' '),
    ...(path === undefined ? [] : ['path rewritten']),
    ...(host === undefined ? [] : [host === '' ? 'Host removed' : `Host becomes ${host}`]),
  ];
  return `${parts.join(', ')}${isOwn ? '' : ` (${cause})`}`;
}

function takerWords(end: FateEnd): readonly string[] {
  const { to, port, service } = end;
  if (to === undefined) return [];
  return [
    prepositionOf(end),
    objectText(to),
    ...(port === undefined ? [] : [`port ${port}`]),
    ...(service === undefined ? [] : [`through ${objectText(service)}`]),
  ];
}

function prepositionOf({ outcome, from }: FateEnd): string {
  if (outcome === 'connected' || outcome === 'delivered') return 'to';
  return outcome === 'response' && from === 'application' ? 'from' : 'at';
}

function verdictText({ outcome, status, from, rcode, location }: FateEnd): string {
  switch (outcome) {
    case 'response':
      return `${status ?? ''}${from === 'proxy' ? ' from the proxy' : ''}${location === undefined ? '' : ` to ${location}`}`;
    case 'left':
      return 'left the model';
    case 'dns-error':
      return `name not resolved: ${rcode ?? ''}`;
    case 'connected':
    case 'delivered':
    case 'refused':
    case 'reset':
    case 'closed':
    case 'timeout':
    case 'unroutable':
    case 'tls-error':
      return plainVerdicts[outcome];
    case 'unknown':
      return 'unknown';
    default:
      return outcome satisfies never;
  }
}
