import type { Cluster } from '../../cluster/cluster.js';
import type { WritableCluster } from '../../cluster/control-plane.js';
import type { Assumption } from '../../problem/assumption.js';
import { type AdmissionSettings, admitObjects } from '../admission/admit-objects.js';
import { initialNamespaces, namespaceOf } from '../admission/implied-namespaces.js';
import { apiServerPlace, dnsPlace, serviceAddress } from '../allocation/cluster-ip.js';
import { apiServerManifests } from './api-server.js';
import { clusterDnsManifests } from './cluster-dns.js';
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
  const apiAddress = serviceAddress(cluster.platform, apiServerPlace);
  if (apiAddress !== undefined && !hasApiServer(cluster, apiAddress)) {
    cluster = cluster.write(admitObjects(cluster, apiServerManifests(cluster, apiAddress), settings));
    assumptions.push(apiServerAssumption(cluster, apiAddress));
  }
  const dnsAddress = cluster.platform.dns.clusterDNS ?? serviceAddress(cluster.platform, dnsPlace);
  if (dnsAddress !== undefined && !hasClusterDns(cluster, dnsAddress)) {
    cluster = cluster.write(admitObjects(cluster, clusterDnsManifests(dnsAddress), settings));
    assumptions.push(clusterDnsAssumption(dnsAddress));
  }
  return { cluster, assumptions };
}

function hasApiServer(cluster: Cluster, address: string): boolean {
  return (
    cluster.get('Service', 'default/kubernetes') !== undefined ||
    cluster.servicesByAddress(address).length > 0
  );
}

/** Whatever stands at the address that pods ask, or carries the label that every installer gives to DNS. */
function hasClusterDns(cluster: Cluster, address: string): boolean {
  return (
    cluster.servicesByAddress(address).length > 0 ||
    cluster
      .list('Service', 'kube-system')
      .some(({ metadata }) => metadata.name === 'kube-dns' || metadata.labels['k8s-app'] === 'kube-dns')
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

function apiServerAssumption(cluster: Cluster, address: string): Assumption {
  const endpoints = cluster.slicesOf('default/kubernetes').flatMap((slice) => slice.endpoints);
  const to = endpoints.flatMap(({ addresses }) => addresses).join(', ');
  return {
    code: 'api-server-made-up',
    object: { apiVersion: 'v1', kind: 'Service', namespace: 'default', name: 'kubernetes' },
    message: `The Service default/kubernetes was made up at ${address}; API servers are taken to be at ${to}.`,
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
