import type { Cluster } from '../../../cluster/cluster.js';
import { takes } from '../../../controller/class.js';
import type { ControllerProfile } from '../../../controller/profile.js';
import type { Ingress } from '../../../object/ingress.js';
import type { Cause } from '../../../trace/outcome.js';
import { HostTable } from '../../../routing/host-table.js';
import { oldestFirst } from '../../order.js';
import { noAnnotations, readAnnotations } from '../annotation/annotations.js';
import { attachCanaries, type Canaries } from './canaries.js';
import {
  defaultCertificate,
  servesName,
  serverCertificates,
  type NginxCertificates,
  type ServerCertificate,
} from './certificates.js';
import { whyDropped, type DroppedIngress } from '../annotation/dropped.js';
import { passthroughOf, type Passthrough } from './passthrough.js';
import { refusalsIn } from './refusals.js';
import { rulesByHost, type HostRules } from './host-rules.js';
import { addPaths, createServers } from './servers.js';
import { nginxSettings, type NginxSettings } from './settings.js';
import {
  createUpstreams,
  upstreamKey,
  type ReadIngress,
  type Upstream,
  type UpstreamKey,
} from './upstreams.js';
import { virtualServers, type VirtualServers } from './virtual-servers.js';

/** The cookie that keeps clients at one endpoint of an upstream. */
export interface UpstreamCookie {
  readonly name: string;
  /** The Ingress that asks for it. */
  readonly ingress: Ingress;
}

/** Everything that an ingress-nginx controller makes of the Ingresses that it takes. */
export interface NginxConfiguration {
  readonly profile: ControllerProfile;
  readonly settings: NginxSettings;
  /** Those whose rules are in force, oldest first. */
  readonly ingresses: readonly Ingress[];
  /** The path rules by host, those that became no location included. */
  readonly rules: HostTable<HostRules>;
  readonly dropped: readonly DroppedIngress[];
  readonly servers: VirtualServers;
  readonly upstreams: ReadonlyMap<UpstreamKey, Upstream>;
  readonly canaries: Canaries;
  /** The cookie that keeps clients at one endpoint, by upstream. */
  readonly affinityCookies: ReadonlyMap<UpstreamKey, UpstreamCookie>;
  readonly certificates: NginxCertificates;
  readonly passthrough: Passthrough;
  /** What makes nginx refuse the configuration. */
  readonly refusals: readonly Cause[];
}

/**
 * Makes the configuration from scratch, as the controller does at every change.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, getConfiguration
 */
export function nginxConfiguration(cluster: Cluster, profile: ControllerProfile): NginxConfiguration {
  return configurationOf(cluster, profile, takenIngresses(cluster, profile));
}

/** The Ingresses that a controller takes, oldest first. */
export function takenIngresses(cluster: Cluster, profile: ControllerProfile): readonly Ingress[] {
  const taken = cluster.list('Ingress').filter((ingress) => takes(cluster, profile, ingress));
  return oldestFirst(taken, 'descending');
}

/** What a controller makes of Ingresses, in their order. */
export function configurationOf(
  cluster: Cluster,
  profile: ControllerProfile,
  taken: readonly Ingress[],
): NginxConfiguration {
  const settings = nginxSettings(profile);
  const dropped: DroppedIngress[] = [];
  const reads: ReadIngress[] = [];
  for (const ingress of taken) {
    const annotations = readAnnotations(ingress, profile.annotationPrefix, settings);
    const cause = whyDropped(ingress, annotations, profile.annotationPrefix, settings);
    if (cause === undefined) reads.push({ ingress, annotations });
    else dropped.push({ ingress, cause });
  }
  const upstreams = createUpstreams(reads);
  const drafts = createServers(reads, noAnnotations(settings));
  addPaths(reads, drafts, upstreams);
  const servers = virtualServers(drafts, settings.line);
  return {
    profile,
    settings,
    ingresses: reads.map(({ ingress }) => ingress),
    rules: rulesByHost(reads),
    dropped,
    servers,
    upstreams,
    canaries: attachCanaries(reads, drafts, upstreams),
    affinityCookies: affinityCookies(reads, upstreams),
    certificates: certificates(cluster, profile, reads, servers),
    passthrough: passthroughOf(reads, drafts, profile),
    refusals: refusalsIn(servers),
  };
}

/** Affinity is of the upstream: whichever Ingress asks for it, clients that bring the cookie keep their endpoint. */
function affinityCookies(
  reads: readonly ReadIngress[],
  upstreams: ReadonlyMap<UpstreamKey, Upstream>,
): ReadonlyMap<UpstreamKey, UpstreamCookie> {
  const cookies = new Map<UpstreamKey, UpstreamCookie>();
  for (const { ingress, annotations } of reads) {
    const { affinity } = annotations;
    if (affinity === undefined) continue;
    for (const { backend } of ingress.spec.rules.flatMap(({ paths }) => paths)) {
      if (backend.kind !== 'service') continue;
      const key = upstreamKey(ingress, backend);
      if (upstreams.get(key)?.canary === undefined) cookies.set(key, { name: affinity.name, ingress });
    }
  }
  return cookies;
}

function certificates(
  cluster: Cluster,
  profile: ControllerProfile,
  reads: readonly ReadIngress[],
  { servers, redirects }: VirtualServers,
): NginxCertificates {
  const byServer = serverCertificates(cluster, reads);
  const byName = new Map<string, ServerCertificate>(byServer);
  const add = (name: string, host: string): void => {
    const certificate = byServer.get(host);
    if (certificate !== undefined && servesName(certificate, name)) byName.set(name, certificate);
  };
  for (const { host, aliases } of servers) for (const alias of aliases) add(alias, host);
  for (const { host, to } of redirects) add(host, to);
  return { byHost: new HostTable(byName), byName, defaultSecret: defaultCertificate(cluster, profile) };
}
