import { familyOf, parseIP } from '../../../address/ip.js';
import type { KubernetesFinding } from '../../finding.js';
import { labelsBelow, longestZone, lowerName } from '../../name.js';
import { isEnded } from './ended-pod.js';
import { findService } from './find-service.js';
import { nameServerLabels } from './name-servers.js';
import { isNamespaceExposed } from './namespace-exposed.js';
import { bareKind, readServiceName, type ServiceName } from './service-name.js';
import type { ServerView } from './view.js';

/** A name below one of the server's zones, and what it stands for. */
export interface Lookup {
  /** As spelled in the question, with its final dot. */
  readonly name: string;
  /** As spelled in the question. */
  readonly zone: string;
  readonly finding: KubernetesFinding;
}

/**
 * What a full name stands for at the `kubernetes` plugin; `undefined` where it lies in none of its zones. The longest
 * zone counts.
 *
 * @see coredns/coredns plugin/kubernetes/handler.go
 */
export function lookUp(view: ServerView, name: string, lower: string = lowerName(name)): Lookup | undefined {
  const zone = longestZone(view.plugin.zones, lower);
  if (zone === undefined) return undefined;
  const finding = lower === zone ? apex : find(view, zone, labelsBelow(zone, lower));
  return { name, zone: name === lower ? zone : name.slice(-zone.length), finding };
}

const apex: KubernetesFinding = { kind: 'apex' };
const empty: KubernetesFinding = { kind: 'empty' };
const noForm: KubernetesFinding = { kind: 'nothing', error: { kind: 'form' } };

function find(view: ServerView, zone: string, labels: string): KubernetesFinding {
  if (labels === nameServerLabels) return { kind: 'name-server' };
  const { zonal, multicluster } = view.plugin;
  const isMulticluster = longestZone(multicluster, zone) !== undefined;
  const name = readServiceName(labels, { isMulticluster, zonal });
  if (name === undefined) return noForm;
  if (name === bareKind) return empty;
  if (!isNamespaceExposed(view, name.namespace))
    return { kind: 'nothing', error: { kind: 'namespace', name } };
  if (name.of === 'pod') return findPod(view, name);
  return findService(view, name, isMulticluster ? 'ServiceImport' : 'Service');
}

/**
 * A pod by its address with dashes; labels further left are ignored.
 *
 * @see coredns/coredns plugin/kubernetes/kubernetes.go, findPods
 */
function findPod(view: ServerView, name: ServiceName): KubernetesFinding {
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

function hasPod({ cluster }: ServerView, namespace: string, address: string): boolean {
  return cluster.list('Pod', namespace).some((pod) => pod.status.podIP === address && !isEnded(pod));
}
