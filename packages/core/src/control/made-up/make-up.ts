import type { Cluster } from '../../cluster/cluster.js';
import type { WritableCluster } from '../../cluster/control-plane.js';
import type { Assumption } from '../../problem/assumption.js';
import type { JsonObject } from '../../manifest/json.js';
import { referenceOf } from '../../object/admit-manifest.js';
import { keyOf, type KubernetesObject } from '../../object/object.js';
import {
  type AdmissionSettings,
  admitMadeUp,
  admitObjects,
  storedObject,
} from '../admission/admit-objects.js';
import { initialNamespaces, namespaceOf } from '../admission/implied-namespaces.js';
import { apiServerPlace, dnsPlace, serviceAddress } from '../allocation/cluster-ip.js';
import { nodeRegistration } from '../node/node-registration.js';
import { settle } from '../settle.js';
import { apiServerManifests, apiServerService } from './api-server.js';
import { clusterDnsObjects } from './cluster-dns.js';
import { madeUpNodes } from './nodes.js';

/** A cluster with what it lacked, and what that takes for granted. */
export interface MadeUp {
  readonly cluster: WritableCluster;
  readonly assumptions: readonly Assumption[];
}

/** Adds what every cluster has and manifests of applications leave out: namespaces, nodes, the API server's Service, DNS. */
export function makeUp(given: WritableCluster, settings: AdmissionSettings): MadeUp {
  const assumptions: Assumption[] = [];
  let cluster = given.write(
    initialNamespaces
      .filter((name) => given.get('Namespace', name) === undefined)
      .map((name) => ({ kind: 'put', object: namespaceOf(name) })),
  );
  const nodes = cluster.list('Node').length > 0 ? [] : madeUpNodes(cluster.platform, cluster.list('Pod'));
  if (nodes.length > 0) {
    cluster = cluster.write(nodes.map((object) => ({ kind: 'put', object })));
    assumptions.push(nodesAssumption(nodes.map((node) => node.metadata.name)));
  }
  // Nodes are whole before anybody looks at them: API servers need their addresses, the scheduler their labels.
  cluster = settle(cluster, { added: cluster.list('Node'), updated: [], removed: [] }, [nodeRegistration]);
  const apiAddress = serviceAddress(cluster.platform, apiServerPlace);
  if (apiAddress !== undefined && !isHeldByOther(cluster, apiAddress)) {
    const service = missing(cluster, [apiServerService(apiAddress)]);
    const behind = missingManifests(cluster, apiServerManifests(cluster, apiAddress));
    cluster = cluster.write([
      ...admitMadeUp(cluster, service, settings),
      ...admitObjects(cluster, behind, settings),
    ]);
    if (service.length + behind.length > 0) assumptions.push(apiServerAssumption(cluster));
  }
  const dnsAddress = cluster.platform.dns.clusterDNS ?? serviceAddress(cluster.platform, dnsPlace);
  if (dnsAddress !== undefined && !hasClusterDns(cluster, dnsAddress)) {
    const objects = missing(cluster, clusterDnsObjects(cluster, dnsAddress));
    cluster = cluster.write(admitMadeUp(cluster, objects, settings));
    assumptions.push(clusterDnsAssumption(dnsAddress));
  }
  return { cluster, assumptions };
}

/** Those of these objects that were not given. */
function missing(cluster: Cluster, objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.filter((object) => cluster.get(object.kind, keyOf(object)) === undefined);
}

function missingManifests(cluster: Cluster, manifests: readonly JsonObject[]): readonly JsonObject[] {
  return manifests.filter((manifest) => {
    const { kind, namespace = '', name } = referenceOf(manifest);
    return storedObject(cluster, kind, `${namespace}/${name}`) === undefined;
  });
}

function isHeldByOther(cluster: Cluster, address: string): boolean {
  return cluster
    .servicesByAddress(address)
    .some(({ metadata }) => metadata.namespace !== 'default' || metadata.name !== 'kubernetes');
}

/** Whatever stands at the address that pods ask, or answers on the port of DNS in kube-system. */
function hasClusterDns(cluster: Cluster, address: string): boolean {
  return (
    cluster.servicesByAddress(address).length > 0 ||
    cluster.list('Service', 'kube-system').some(({ spec }) => spec.ports.some(({ port }) => port === 53))
  );
}

function nodesAssumption(names: readonly string[]): Assumption {
  const shown =
    names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
  return {
    code: 'nodes-made-up',
    message: `No Node is among the objects; ${names.length} were made up: ${shown}.`,
    state: 'Give the Node objects (kubectl get nodes -o yaml), or choose their number: cloud({ nodes: 5 }).',
  };
}

function apiServerAssumption(cluster: Cluster): Assumption {
  const endpoints = cluster.slicesOf('default/kubernetes').flatMap((slice) => slice.endpoints);
  const addresses = endpoints.flatMap((endpoint) => endpoint.addresses).join(', ');
  return {
    code: 'api-server-made-up',
    object: { apiVersion: 'v1', kind: 'Service', namespace: 'default', name: 'kubernetes' },
    message: `The way to the API servers was made up: the Service default/kubernetes leads to ${addresses}.`,
    state: 'Give the Service default/kubernetes and its EndpointSlice.',
  };
}

function clusterDnsAssumption(address: string): Assumption {
  return {
    code: 'cluster-dns-made-up',
    object: { apiVersion: 'v1', kind: 'Service', namespace: 'kube-system', name: 'kube-dns' },
    message: `The cluster DNS was made up: two CoreDNS pods behind Service kube-system/kube-dns at ${address}.`,
    state: 'Give the Service kube-system/kube-dns and the Deployment or pods behind it.',
  };
}
