import { eventText, type SimulationEvent } from '@kubehop/sim';
import type { Page } from '../../test/reporter/page.js';
import { timeText } from './time-text.js';

/** More than a person reads; JSON has all. */
const most = 60;

/** What was done to the cluster, and what came of it: without single writes and syncs of proxies, which are many. */
export function eventsText(log: readonly SimulationEvent[], { colors }: Page): string {
  const main = log.filter(isMain);
  if (main.length === 0) return '';
  const shown = main.slice(0, most).map((event) => {
    const text = eventText(event);
    return `  ${timeText(event.at).padStart(8)}  ${event.kind === 'act' ? colors.bold(text) : text}\n`;
  });
  const left = main.length - shown.length;
  const more = left === 0 ? '' : `            and ${left} more; -o json has all\n`;
  return `What happened\n${shown.join('')}${more}`;
}

function isMain(event: SimulationEvent): boolean {
  switch (event.kind) {
    case 'act':
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
