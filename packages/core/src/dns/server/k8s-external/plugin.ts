import type { DnsRecord } from '../../../trace/hop.js';
import type { ClusterFinding } from '../../finding.js';
import type { Answer, AskPlugin, Query } from '../../message.js';
import { isInZone, labelsBelow, longestZone, nameBelow } from '../../name.js';
import { reverseAddress } from '../../reverse-name.js';
import { isNamespaceExposed } from '../kubernetes/namespace-exposed.js';
import { apexAnswer, externalAuthority } from './apex.js';
import { externalAnswer } from './external-answer.js';
import { externalAddresses, findExternal } from './find-external.js';
import type { ExternalView } from './view.js';

/**
 * The `k8s_external` plugin: answers for zones of external addresses, and asks the next plugin for other names.
 *
 * @see coredns/coredns plugin/k8s_external/external.go, ServeDNS
 */
export function k8sExternalPlugin(view: ExternalView, next: AskPlugin): AskPlugin {
  const { zones, fallthrough } = view.plugin;
  return (query) => {
    const { lower } = query;
    const zone = longestZone(zones, lower);
    if (zone === undefined) return next(query);
    const atApex = apexAnswer(view, zone, query);
    if (atApex !== undefined) return withAuthority(view, zone, atApex);
    const answer = answerTo(view, zone, query);
    const isPassedOn = answer.rcode === 'NXDOMAIN' && fallthrough.some((each) => isInZone(lower, each));
    return isPassedOn ? next(query) : withAuthority(view, zone, answer);
  };
}

function answerTo(view: ExternalView, zone: string, query: Query): Answer {
  const { lower } = query;
  const address = query.type === 'PTR' ? reverseAddress(lower) : undefined;
  if (address !== undefined) return pointer(view, query.name, address);
  const finding = findExternal(view, labelsBelow(zone, lower));
  return finding.kind === 'external'
    ? externalAnswer(view, zone, query, finding)
    : { rcode: finding.kind === 'nothing' ? 'NXDOMAIN' : 'NOERROR', records: [], finding };
}

/** The Services that have an external address. @see coredns/coredns plugin/kubernetes/external.go, ExternalReverse */
function pointer({ plugin, kubernetes }: ExternalView, name: string, address: string): Answer {
  const {
    cluster,
    plugin: { namespaces },
  } = kubernetes;
  const [zone = '.'] = plugin.zones;
  const records = cluster
    .list('Service')
    .filter((service) => externalAddresses(service).includes(address))
    .map(({ metadata }) => metadata)
    .filter(({ namespace }) => namespaces.length === 0 || isNamespaceExposed(kubernetes, namespace))
    .map((metadata): DnsRecord => ({
      name,
      type: 'PTR',
      ttl: plugin.ttl,
      data: nameBelow(zone, `${metadata.name}.${metadata.namespace}`),
    }));
  return records.length === 0
    ? { rcode: 'NXDOMAIN', records, finding: noAddress }
    : { rcode: 'NOERROR', records, finding: { kind: 'empty' } };
}

const noAddress: ClusterFinding = { kind: 'nothing', error: { kind: 'no-external-address' } };

function withAuthority(view: ExternalView, zone: string, answer: Answer): Answer {
  return answer.records.length > 0 ? answer : { ...answer, authority: [externalAuthority(view, zone)] };
}
