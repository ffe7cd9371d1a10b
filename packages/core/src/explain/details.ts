import type { Packet } from '../request/packet.js';
import type { DnsHop, Hop, IngressHop, LoadBalancerHop, ServiceHop } from '../trace/hop.js';
import type { Rule, Skip } from '../trace/rule.js';
import { rules } from '../trace/rules.js';
import { skips } from '../trace/skips.js';
import { leftOutText } from './left-out.js';
import {
  changeText,
  choiceText,
  contentText,
  endsText,
  fieldText,
  objectText,
  placeText,
  socketText,
} from './words.js';

/** Something that is told of a hop below it. */
export interface Detail {
  readonly label: string;
  readonly text: string;
}

/**
 * All that a hop says beyond its sentence. What the connection carries is told where it differs from what it carried at
 * the hop before.
 */
export function detailsOf(hop: Hop, before: Packet | undefined): readonly Detail[] {
  return [
    packetDetail(hop.packet, before),
    ruleDetail('rule', hop.rule),
    ...ownDetails(hop),
    ...hop.changes.map((change) => ({ label: 'changed', text: changeText(change) })),
    ...hop.skipped.map(skipDetail),
    ...(hop.choice === undefined ? [] : [{ label: 'choice', text: choiceText(hop.choice) }]),
  ];
}

function packetDetail(packet: Packet, before: Packet | undefined): Detail {
  const content = contentText(packet);
  const isNew = content !== '' && (before === undefined || contentText(before) !== content);
  return { label: 'packet', text: isNew ? `${endsText(packet)}, ${content}` : endsText(packet) };
}

function ruleDetail(label: string, { id, object, path }: Rule): Detail {
  const field = fieldText(object, path);
  return { label, text: `${rules[id]}${field === '' ? '' : ` [${field}]`}` };
}

function skipDetail({ code, object, path }: Skip): Detail {
  const field = fieldText(object, path);
  return { label: 'skipped', text: `${skips[code]}${field === '' ? '' : ` [${field}]`}` };
}

/** What only hops of one stage say. */
function ownDetails(hop: Hop): readonly Detail[] {
  switch (hop.stage) {
    case 'dns':
      return dnsDetails(hop);
    case 'load-balancer':
      return targetDetails(hop);
    case 'service':
      return serviceDetails(hop);
    case 'ingress':
      return ingressDetails(hop);
    case 'client':
    case 'node':
    case 'network-policy':
    case 'pod':
      return [];
    default:
      return hop satisfies never;
  }
}

function dnsDetails({ resolver, queries }: DnsHop): readonly Detail[] {
  const servers =
    resolver.nameservers.length === 0 ? 'public DNS' : `nameserver ${resolver.nameservers.join(', ')}`;
  const search = resolver.search.length === 0 ? '' : `, search ${resolver.search.join(' ')}`;
  const dialect = resolver.dialect === 'public' ? '' : ` (${resolver.dialect}, ndots ${resolver.ndots})`;
  return [
    { label: 'resolver', text: `${servers}${search}${dialect}` },
    ...queries.map(({ name, type, server, rcode, answers, answeredBy }) => {
      const answer = answers.map((record) => `${record.type} ${record.data}`).join(', ');
      const who = `${server} answered by ${placeText(answeredBy)}`;
      return {
        label: 'query',
        text: `${name} ${type}: ${rcode}${answer === '' ? '' : ` ${answer}`} (${who})`,
      };
    }),
  ];
}

function targetDetails({ targets }: LoadBalancerHop): readonly Detail[] {
  const unhealthy = targets.filter((target) => !target.healthy);
  return byReason(
    unhealthy,
    ({ reason }) => reason,
    ({ name }) => name,
  ).map((text) => ({ label: 'unhealthy', text }));
}

function serviceDetails({ leftOut, masqueradeRule }: ServiceHop): readonly Detail[] {
  return [
    ...byReason(
      leftOut,
      ({ reason }) => leftOutText(reason),
      ({ endpoint }) => socketText(endpoint),
    ).map((text) => ({
      label: 'left out',
      text,
    })),
    ...(masqueradeRule === undefined ? [] : [ruleDetail('marked', masqueradeRule)]),
  ];
}

function ingressDetails({ certificate }: IngressHop): readonly Detail[] {
  if (certificate === undefined) return [];
  const secret = certificate.secret === undefined ? 'no Secret' : objectText(certificate.secret);
  return [{ label: 'certificate', text: certificate.default ? `the controller's own (${secret})` : secret }];
}

/** The most names in a line. */
const most = 5;

/** Names with the reason that they share, a line a reason: `node-2, node-3: no local endpoint is ready`. */
function byReason<Item>(
  items: readonly Item[],
  reasonOf: (item: Item) => string,
  nameOf: (item: Item) => string,
): readonly string[] {
  const names = new Map<string, string[]>();
  for (const item of items) {
    const reason = reasonOf(item);
    const known = names.get(reason);
    if (known === undefined) names.set(reason, [nameOf(item)]);
    else known.push(nameOf(item));
  }
  return [...names].map(([reason, list]) => {
    const more = list.length > most ? ` and ${list.length - most} more` : '';
    return `${list.slice(0, most).join(', ')}${more}: ${reason}`;
  });
}
