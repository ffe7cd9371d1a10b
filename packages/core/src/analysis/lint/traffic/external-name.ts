import { parseIP } from '../../../address/ip.js';
import type { Cluster } from '../../../cluster/cluster.js';
import { annotationField } from '../../../ingress/reference.js';
import type { Ingress } from '../../../object/ingress.js';
import { keyOf, type ObjectKey } from '../../../object/object.js';
import { referenceTo } from '../../../object/reference.js';
import type { Service } from '../../../object/service.js';
import { traceRequest } from '../../../pipeline/trace-request.js';
import type { Finding } from '../finding.js';
import { type Mention, mentionsIn, serviceNamed } from './mention.js';
import { type PathRequest, pathRequests } from '../request/path-request.js';

/**
 * HTTP to Services of type ExternalName whose target is outside of the cluster: DNS leads to the target, but the request
 * names whom the client asked.
 *
 * @see kubernetes/website concepts/services-networking/service.md, ExternalName: a warning about HTTP and TLS
 */
export function externalNameWithHttp(cluster: Cluster): readonly Finding[] {
  const aliases = new Map<ObjectKey, Service>(
    cluster
      .list('Service')
      .filter((service) => leadsOutside(cluster, service))
      .map((service) => [keyOf(service), service]),
  );
  if (aliases.size === 0) return [];
  return [...fromIngresses(cluster, aliases), ...fromPods(cluster, aliases)];
}

/** A name of the cluster, as some point at Services of other namespaces, and an address are served whatever the host. */
function leadsOutside({ platform }: Cluster, { spec: { type, externalName = '' } }: Service): boolean {
  const target = externalName.replace(/\.$/, '');
  return (
    type === 'ExternalName' &&
    parseIP(target) === undefined &&
    !target.endsWith(`.${platform.dns.clusterDomain}`)
  );
}

type Aliases = ReadonlyMap<ObjectKey, Service>;

function fromIngresses(cluster: Cluster, aliases: Aliases): readonly Finding[] {
  return cluster.list('Ingress').flatMap((ingress) => {
    const { namespace } = ingress.metadata;
    const { rules, defaultBackend } = ingress.spec;
    const isConcerned = [...rules.flatMap(({ paths }) => paths), { backend: defaultBackend }].some(
      ({ backend }) => backend?.kind === 'service' && aliases.has(`${namespace}/${backend.name}`),
    );
    if (!isConcerned) return [];
    const seen = new Set<Service>();
    return pathRequests(cluster, ingress).flatMap((asked) => {
      const { backend } = asked;
      const service = backend.kind === 'service' ? aliases.get(`${namespace}/${backend.name}`) : undefined;
      if (service === undefined || seen.has(service)) return [];
      const finding = throughController(cluster, ingress, asked, service);
      if (finding !== undefined) seen.add(service);
      return finding ?? [];
    });
  });
}

function throughController(
  cluster: Cluster,
  ingress: Ingress,
  { field, request }: PathRequest,
  { metadata, spec }: Service,
): Finding | undefined {
  const trace = traceRequest(cluster, request);
  const hop = trace.hops.find((each) => each.stage === 'ingress');
  const host = hop?.forwarded?.host ?? '';
  const isOfService =
    hop?.backend?.service.name === metadata.name && hop.backend.service.namespace === metadata.namespace;
  const target = targetOf(spec);
  if (!isOfService || host === '' || isFor(host, target)) return undefined;
  const sends =
    hop.controller.dialect === 'ingress-nginx'
      ? `Set ${annotationField('nginx.ingress.kubernetes.io/upstream-vhost')} to ${target}${hop.protocol === 'HTTPS' ? ', and nginx.ingress.kubernetes.io/proxy-ssl-name with proxy-ssl-server-name' : ''}.`
      : `Let the controller send ${target} as Host.`;
  return {
    code: 'external-name-with-http',
    severity: 'warning',
    object: referenceTo(ingress),
    path: `${field === 'spec.defaultBackend' ? field : `${field}.backend`}.service.name`,
    message: `Service ${metadata.namespace}/${metadata.name} stands for ${target}, but the controller sends it requests with the Host ${host}: a server of several sites does not know it.`,
    fix: sends,
    evidence: { kind: 'request', request, trace },
  };
}

function fromPods(cluster: Cluster, aliases: Aliases): readonly Finding[] {
  return mentionsIn(cluster).flatMap((mention) => {
    const service = mention.isHttp ? aliases.get(serviceNamed(cluster, mention)) : undefined;
    return service === undefined ? [] : (fromPod(cluster, mention, service) ?? []);
  });
}

function fromPod(
  cluster: Cluster,
  { object, path, request }: Mention,
  { metadata, spec }: Service,
): Finding | undefined {
  const trace = traceRequest(cluster, request);
  const [client] = trace.hops;
  const target = targetOf(spec);
  const host = client?.packet.http?.host ?? '';
  const isAlias = trace.hops.some(
    (hop) =>
      hop.stage === 'dns' &&
      hop.queries.some(({ answers }) =>
        answers.some(({ type, data }) => type === 'CNAME' && isFor(data, target)),
      ),
  );
  if (!isAlias || host === '' || isFor(host, target)) return undefined;
  const isTLS = client?.packet.tls !== undefined;
  return {
    code: 'external-name-with-http',
    severity: 'warning',
    object,
    path,
    message: `Service ${metadata.namespace}/${metadata.name} stands for ${target}, but what ${object.kind} ${object.namespace ?? ''}/${object.name} sends there names ${host} as Host: a server of several sites does not know it${isTLS ? ', and its certificate is for another name' : ''}.`,
    fix: `Ask ${target} itself, or send it as Host.`,
    evidence: { kind: 'request', request, trace },
  };
}

function targetOf({ externalName = '' }: Service['spec']): string {
  return externalName.replace(/\.$/, '').toLowerCase();
}

/** Whether a host, with or without port and final dot, is the target. */
function isFor(host: string, target: string): boolean {
  return host.replace(/:\d+$/, '').replace(/\.$/, '').toLowerCase() === target;
}
