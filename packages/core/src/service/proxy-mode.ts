import { iptablesRuling } from './iptables.js';
import { ipvsRuling } from './ipvs.js';
import { nftablesRuling } from './nftables.js';
import type { Question } from './question.js';
import type { Ruling } from './ruling.js';

/** What the service proxy of a node does with a new connection, in the mode it runs in. */
export function rulingOn(question: Question): Ruling {
  const { mode } = question.host.settings;
  switch (mode) {
    case 'iptables':
      return iptablesRuling(question);
    case 'nftables':
      return nftablesRuling(question);
    case 'ipvs':
      return ipvsRuling(question);
    default:
      return mode satisfies never;
  }
}
