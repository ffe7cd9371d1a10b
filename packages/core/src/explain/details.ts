import type { Packet } from '../request/packet.js';
import type { Change } from '../trace/change.js';
import type { DnsHop, DnsQuery, Hop, IngressHop, ShownCertificate } from '../trace/hop.js';
import type { Rule, Skip } from '../trace/rule.js';
import { rules } from '../trace/rules.js';
import { skips } from '../trace/skips.js';
import type { ExplainedHop, RejectedRoute, Rejection } from './explain-hop.js';
import { rejectionText } from './rejections.js';
import { probeText } from './probe-text.js';
import {
  changeText,
  choiceText,
  contentText,
  endsText,
  fieldText,
  objectText,
  percentText,
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
export function detailsOf(hop: Hop | ExplainedHop, before: Packet | undefined): readonly Detail[] {
  return [
    packetDetail(hop.packet, before),
    ruleDetail('rule', hop.rule),
    ...ownDetails(hop),
    ...('rejected' in hop ? rejectedDetails(hop) : leftOutDetails(hop)),
    ...changeDetails(hop.changes),
    ...hop.skipped.map(skipDetail),
    ...(hop.choice === undefined ? [] : [{ label: 'choice', text: choiceText(hop.choice) }]),
  ];
}

function packetDetail(packet: Packet, before: Packet | undefined): Detail {
  const content = contentText(packet);
  const parts = [endsText(packet)];
  if (before === undefined || contentText(before) !== content) parts.push(content);
  if (packet.mark !== undefined) parts.push('marked for masquerade');
  return { label: 'packet', text: parts.filter((part) => part !== '').join(', ') };
}

/** What changed, a line each; headers that were added or changed share one. */
function changeDetails(changes: readonly Change[]): readonly Detail[] {
  const headers = changes.filter(({ kind, to }) => kind === 'header' && to !== '');
  const others = changes.filter((change) => !headers.includes(change));
  return [
    ...others.map((change) => ({ label: 'changed', text: changeText(change) })),
    ...(headers.length === 0
      ? []
      : [{ label: 'headers', text: headers.map(({ field, to }) => `${field}: ${to}`).join(', ') }]),
  ];
}

function ruleDetail(label: string, { id, object, path }: Rule): Detail {
  const field = fieldText(object, path);
  return { label, text: `${rules[id]}${field === '' ? '' : ` [${field}]`}` };
}

function skipDetail({ code, object, path, address }: Skip): Detail {
  const field = fieldText(object, path);
  const seen = address === undefined ? '' : ` It is ${address}.`;
  return { label: 'skipped', text: `${skips[code]}${seen}${field === '' ? '' : ` [${field}]`}` };
}

/** What only hops of one stage say. */
function ownDetails(hop: Hop): readonly Detail[] {
  switch (hop.stage) {
    case 'dns':
      return dnsDetails(hop);
    case 'service':
      return hop.masqueradeRule === undefined ? [] : [ruleDetail('marked', hop.masqueradeRule)];
    case 'ingress':
      return ingressDetails(hop);
    case 'load-balancer':
      return hop.probe === undefined ? [] : [{ label: 'probe', text: probeText(hop.probe) }];
    case 'client':
    case 'node':
    case 'network-policy':
    case 'pod':
      return [];
    default:
      return hop satisfies never;
  }
}

function dnsDetails({ resolver, queries, arrivals }: DnsHop): readonly Detail[] {
  const { dialect, nameservers, search, ndots } = resolver;
  const searched = search.length === 0 ? '' : `, search ${search.join(' ')}`;
  const text = `nameserver ${nameservers.join(', ')}${searched} (${dialect}, ndots ${ndots})`;
  return [
    { label: 'resolver', text: dialect === 'public' ? 'public DNS' : text },
    ...queryTexts(queries).map((query) => ({ label: 'query', text: query })),
    ...arrivals
      .filter(({ isLost }) => isLost)
      .map(({ nameserver, place, probability }) => ({
        label: 'lost',
        text: `${percentText(probability)} of the queries to ${nameserver}, at ${placeText(place)}`,
      })),
  ];
}

/** Queries with their answers; those that differ in their type only share a line. */
function queryTexts(queries: readonly DnsQuery[]): readonly string[] {
  const types = new Map<string, string[]>();
  for (const query of queries) {
    const key = `${query.name} \u0000${answerText(query)} from ${placeText(query.answeredBy)}`;
    types.set(key, [...(types.get(key) ?? []), query.type]);
  }
  return [...types].map(([key, asked]) => key.replace('\u0000', `${asked.join(', ')}: `));
}

function answerText({ type, rcode, answers }: DnsQuery): string {
  if (rcode !== 'NOERROR') return rcode;
  if (answers.length === 0) return 'no such record';
  return answers
    .map((record) => (record.type === type ? record.data : `${record.type} ${record.data}`))
    .join(', ');
}

function ingressDetails(hop: IngressHop): readonly Detail[] {
  const { location, certificate, influences = [] } = hop;
  return [
    ...(location?.name === undefined ? [] : [{ label: 'location', text: location.name }]),
    ...pathDetails(hop),
    ...(certificate === undefined
      ? []
      : [{ label: 'certificate', text: certificateText(certificate, hop.packet.tls?.sni ?? '') }]),
    ...influences.map((rule) => ruleDetail('also', rule)),
  ];
}

/** The path as it is compared, and as it is sent on. */
function pathDetails({ path, forwarded }: IngressHop): readonly Detail[] {
  if (path === undefined) return [];
  const sent = forwarded === undefined ? '' : `, sent on as ${forwarded.target}`;
  return [{ label: 'path', text: `compared as ${path}${sent}` }];
}

function certificateText({ secret, fits, rule, ...shown }: ShownCertificate, host: string): string {
  const object = secret === undefined ? 'no Secret' : objectText(secret);
  const whose = shown.default ? `the controller's own (${object})` : object;
  const field = rule === undefined ? '' : fieldText(rule.object, rule.path);
  return `${whose}, ${fitText(fits, host)}${field === '' ? '' : ` [${field}]`}`;
}

function fitText(fits: ShownCertificate['fits'], host: string): string {
  const asked = host === '' ? 'no server name is asked for' : host;
  if (fits === 'unknown') return `which cannot be read and is taken to fit ${asked}`;
  if (fits) return `which fits ${asked}`;
  return host === '' ? asked : `which does not fit ${asked}`;
}

/** Candidates that could not be chosen, as the hop itself says. */
function leftOutDetails(hop: Hop): readonly Detail[] {
  if (hop.stage === 'load-balancer') {
    return byReason(
      hop.targets.filter((target) => !target.healthy),
      ({ name, reason }) => ({ name, reason }),
      5,
    ).map((text) => ({ label: 'unhealthy', text }));
  }
  if (hop.stage !== 'service') return [];
  return byReason(
    hop.leftOut,
    ({ endpoint, reason }) => ({ name: socketText(endpoint), reason: rejectionText(reason) }),
    5,
  ).map((text) => ({ label: 'left out', text }));
}

/** All that was considered and rejected. */
function rejectedDetails({ rejected }: ExplainedHop): readonly Detail[] {
  return byReason(rejected, named, 20).map((text) => ({ label: 'rejected', text }));
}

function named({ candidate, reason, route }: Rejection): { readonly name: string; readonly reason: string } {
  return { name: route === undefined ? candidate : `${routeText(route)} (${candidate})`, reason };
}

/** A path rule as a user says it: `Prefix shop.example.com/cart`. */
function routeText({ host, path, pathType }: RejectedRoute): string {
  return `${pathType} ${host === '' ? '*' : host}${path}`;
}

/** Names with the reason that they share, a line a reason: `node-2, node-3: no ready endpoint of its own`. */
function byReason<Item>(
  items: readonly Item[],
  tell: (item: Item) => { readonly name: string; readonly reason: string },
  most: number,
): readonly string[] {
  const names = new Map<string, string[]>();
  for (const { name, reason } of items.map(tell)) {
    const known = names.get(reason);
    if (known === undefined) names.set(reason, [name]);
    else known.push(name);
  }
  return [...names].map(([reason, list]) => {
    const more = list.length > most ? ` and ${list.length - most} more` : '';
    return `${list.slice(0, most).join(', ')}${more}: ${reason}`;
  });
}
