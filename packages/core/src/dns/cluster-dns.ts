import { nthAddress, parseCIDR } from '../address/cidr.js';
import type { Cluster } from '../cluster/cluster.js';
import type { Service } from '../object/service.js';

/** The name that installers give the Service of the cluster's DNS, whatever server is behind it. */
const serviceKey = 'kube-system/kube-dns';

/** The tenth address of the service range is kept for DNS by custom. */
const customaryIndex = 10;

/**
 * The address to which kubelets send pods for DNS: what the platform says, else that of the Service `kube-dns`, else the
 * customary one.
 *
 * @see kubernetes/kubernetes cmd/kubeadm/app/constants/constants.go, GetDNSIP
 */
export function clusterDnsAddress(cluster: Cluster): string | undefined {
  const { dns, serviceCIDRs } = cluster.platform;
  if (dns.clusterDNS !== null) return dns.clusterDNS;
  const address = cluster.get('Service', serviceKey)?.spec.clusterIP ?? '';
  if (address !== '' && address !== 'None') return address;
  const range = parseCIDR(serviceCIDRs[0] ?? '');
  return range === undefined ? undefined : nthAddress(range, customaryIndex)?.text;
}

/** Whether an address leads to the cluster's DNS: that of its Service, or of a pod behind it. */
export function isClusterDnsAddress(cluster: Cluster, address: string): boolean {
  if (address === clusterDnsAddress(cluster)) return true;
  const service = clusterDnsService(cluster);
  if (service === undefined) return false;
  const { namespace, name } = service.metadata;
  return cluster
    .slicesOf(`${namespace}/${name}`)
    .some(({ endpoints }) => endpoints.some(({ addresses }) => addresses.includes(address)));
}

/** The Service behind the address of the cluster's DNS. @public */
export function clusterDnsService(cluster: Cluster): Service | undefined {
  const address = clusterDnsAddress(cluster);
  return address === undefined ? undefined : cluster.servicesByAddress(address)[0];
}
