import type { Endpoint } from '../../../object/endpoint-slice.js';

const longestPodName = 63;

/**
 * The one name by which an endpoint is found below its Service.
 *
 * @see coredns/coredns plugin/kubernetes/kubernetes.go, endpointHostname
 */
export function endpointName(endpoint: Endpoint, address: string, usePodNames: boolean): string {
  if (endpoint.hostname !== undefined && endpoint.hostname !== '') return endpoint.hostname;
  const pod = endpoint.targetRef?.name ?? '';
  if (usePodNames && pod !== '' && pod.length <= longestPodName) return pod;
  const dashed = address.replaceAll(/[.:]/g, '-');
  return dashed.endsWith('-') ? `${dashed}0` : dashed;
}
