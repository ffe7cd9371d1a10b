import type { Service } from '../../../object/service.js';
import type { DnsRecord } from '../../../trace/hop.js';
import { lowerName, nameBelow } from '../../name.js';
import { isHeadless, slicesOf } from '../kubernetes/backend.js';
import { endpointName } from '../kubernetes/endpoint-name.js';
import { readyCandidates } from '../kubernetes/ready-candidates.js';
import { externalAuthority, nameServer, nameServerAddresses } from './apex.js';
import { externalAnswer } from './external-answer.js';
import { findExternal } from './find-external.js';
import type { ExternalView } from './view.js';

/**
 * Every record of a zone of external addresses, between its SOA twice: what its names are answered with. `undefined`
 * where the plugin does not serve the zone.
 *
 * @see coredns/coredns plugin/k8s_external/transfer.go
 */
export function externallyTransferred(view: ExternalView, name: string): readonly DnsRecord[] | undefined {
  const zone = lowerName(name);
  if (!view.plugin.zones.includes(zone)) return undefined;
  const soa = externalAuthority(view, zone);
  const server = nameServer(view, zone);
  const services = view.kubernetes.cluster.list('Service');
  return [
    soa,
    server,
    ...nameServerAddresses(view, server.data),
    ...services.flatMap((service) =>
      labelsOf(view, service).flatMap((labels) => records(view, zone, labels)),
    ),
    soa,
  ];
}

/** The names of a Service below the zone: its own, those of its ports, and where it is headless, those of its endpoints. */
function labelsOf({ kubernetes }: ExternalView, service: Service): readonly string[] {
  const own = `${service.metadata.name}.${service.metadata.namespace}`;
  const ports = service.spec.ports.flatMap(({ name, protocol }) =>
    name === '' ? [] : [`_${name}._${protocol}.${own}`.toLowerCase()],
  );
  if (!isHeadless(service)) return [own, ...ports];
  const endpoints = readyCandidates(slicesOf(kubernetes, service)).flatMap(({ endpoint, address }) =>
    endpoint === undefined
      ? []
      : [`${endpointName(endpoint, address, kubernetes.plugin.endpointPodNames)}.${own}`],
  );
  return [...new Set([own, ...ports, ...endpoints])];
}

/** The names of ports have no addresses of their own here. */
function records(view: ExternalView, zone: string, labels: string): readonly DnsRecord[] {
  const finding = findExternal(view, labels);
  if (finding.kind !== 'external') return [];
  const name = nameBelow(zone, labels);
  const types = labels.startsWith('_') ? (['SRV'] as const) : (['A', 'AAAA', 'SRV'] as const);
  const answers = types.flatMap((type) => externalAnswer(view, zone, { name, type }, finding).records);
  return [
    ...new Map(answers.map((record) => [`${record.name} ${record.type} ${record.data}`, record])).values(),
  ];
}
