import { eventText, type SimulationEvent } from '@kubehop/sim';
import type { Page } from '../../test/reporter/page.js';
import { timeText } from './time-text.js';

/** More than a person reads; JSON has all. */
const most = 60;

/**
 * What was done to the cluster, and what came of it: without single writes and syncs of proxies, which are many. Where
 * there is too much of that too, each act is told, and what comes right after it.
 */
export function eventsText(log: readonly SimulationEvent[], { colors }: Page): string {
  const parts = partsOf(log.filter(isMain));
  const shown = Math.max(3, Math.floor(most / Math.max(1, parts.length)));
  const isLong = parts.reduce((sum, part) => sum + part.length, 0) > most;
  const lines = parts.flatMap((part) => {
    const left = isLong ? part.length - shown : 0;
    const told = left > 0 ? part.slice(0, shown) : part;
    const texts = told.map((event) => {
      const text = eventText(event);
      return `  ${timeText(event.at).padStart(8)}  ${event.kind === 'act' ? colors.bold(text) : text}\n`;
    });
    return left > 0 ? [...texts, `            ${colors.dim(`and ${left} more; -o json has all`)}\n`] : texts;
  });
  return lines.length === 0 ? '' : `What happened\n${lines.join('')}`;
}

/** Events in parts of which each begins with an act, but for what comes before the first one. */
function partsOf(events: readonly SimulationEvent[]): readonly (readonly SimulationEvent[])[] {
  const parts: SimulationEvent[][] = [];
  for (const event of events) {
    const part = parts.at(-1);
    if (part === undefined || event.kind === 'act') parts.push([event]);
    else part.push(event);
  }
  return parts;
}

function isMain(event: SimulationEvent): boolean {
  switch (event.kind) {
    case 'act':
    case 'refused':
    case 'pod-deleting':
    case 'pod-ready':
    case 'container-ended':
    case 'target-health':
    case 'node-status':
    case 'node-tainted':
    case 'rollout':
    case 'autoscaled':
      return true;
    case 'container-started':
      return event.restarts > 0;
    case 'signal':
      return event.signal === 'SIGKILL';
    case 'controller-synced':
      return event.reload;
    case 'written':
    case 'proxy-synced':
    case 'request':
      return false;
    default:
      return event satisfies never;
  }
}
