import { familyOf, parseIP } from '../../address/ip.js';
import type { ClusterFinding } from '../finding.js';
import { isInZone, lowerName } from '../name.js';
import { findService } from './find-service.js';
import { isNamespaceExposed } from './namespace-exposed.js';
import { bareKind, readServiceName, type ServiceName } from './service-name.js';
import type { ServerView } from './view.js';

/** A name below one of the server's zones, and what it stands for. */
export interface Lookup {
  /** As spelled in the question, with its final dot. */
  readonly name: string;
  /** As spelled in the question. */
  readonly zone: string;
  readonly finding: ClusterFinding;
}

/** The label of the name server of a zone below the zone. @see coredns/coredns plugin/kubernetes/ns.go */
export const nameServerLabels = 'ns.dns';

/**
 * What a full name stands for at the `kubernetes` plugin; `undefined` where it lies in none of its zones. The longest
 * zone counts.
 *
 * @see coredns/coredns plugin/kubernetes/handler.go
 */
export function lookUp(view: ServerView, name: string): Lookup | undefined {
  const lower = lowerName(name);
  let zone: string | undefined;
  for (const served of view.plugin.zones) {
    if (isInZone(lower, served) && served.length > (zone?.length ?? 0)) zone = served;
  }
  if (zone === undefined) return undefined;
  const finding = lower === zone ? apex : find(view, lower.slice(0, -zone.length - 1));
  return { name, zone: name.slice(-zone.length), finding };
}

const apex: ClusterFinding = { kind: 'apex' };
const empty: ClusterFinding = { kind: 'empty' };
const noForm: ClusterFinding = { kind: 'nothing', error: { kind: 'form' } };

function find(view: ServerView, labels: string): ClusterFinding {
  if (labels === nameServerLabels) return { kind: 'name-server' };
  const name = readServiceName(labels);
  if (name === undefined) return noForm;
  if (name === bareKind) return empty;
  if (!isNamespaceExposed(view, name.namespace))
    return { kind: 'nothing', error: { kind: 'namespace', name } };
  return name.of === 'pod' ? findPod(view, name) : findService(view, name);
}

/**
 * A pod by its address with dashes; labels further left are ignored.
 *
 * @see coredns/coredns plugin/kubernetes/kubernetes.go, findPods
 */
function findPod(view: ServerView, name: ServiceName): ClusterFinding {
  const { pods } = view.plugin;
  const { service, namespace } = name;
  if (pods !== 'disabled' && service === undefined) return empty;
  const address = service === undefined ? undefined : undashed(service);
  if (
    pods === 'disabled' ||
    service === undefined ||
    address === undefined ||
    (pods === 'verified' && !hasPod(view, namespace, address))
  ) {
    return { kind: 'nothing', error: { kind: 'pod', name } };
  }
  const candidate = { address, family: familyOf(address), port: noPort };
  return { kind: 'pod', name: service, namespace, candidates: [candidate] };
}

const noPort = { name: '', protocol: 'TCP', port: 0 } as const;

function undashed(label: string): string | undefined {
  const isIPv4 = label.split('-').length === 4 && !label.includes('--');
  return parseIP(label.replaceAll('-', isIPv4 ? '.' : ':'))?.text;
}

/** Pods that ended or are about to keep their address in their status, but not their name. */
function hasPod({ cluster }: ServerView, namespace: string, address: string): boolean {
  return cluster
    .list('Pod', namespace)
    .some(
      ({ metadata, status }) =>
        status.podIP === address &&
        metadata.deletionTimestamp === undefined &&
        status.phase !== 'Succeeded' &&
        status.phase !== 'Failed',
    );
}
