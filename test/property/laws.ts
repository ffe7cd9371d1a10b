import { storedClusterLaws } from './cluster/stored-cluster-laws.js';
import { selectingLaws } from './control/selecting-laws.js';
import { writtenLaws } from './control/written-laws.js';
import { nameLaws } from './dns/name-laws.js';
import { dialectLaws } from './ingress/dialect-laws.js';
import { nginxLaws } from './ingress/nginx-laws.js';
import { routeLaws } from './ingress/route-laws.js';
import { traceLaws } from './pipeline/trace-laws.js';
import { endpointLaws } from './service/endpoint-laws.js';
import { memoryLaws } from './service/memory-laws.js';
import { proxyLaws } from './service/proxy-laws.js';
import { trafficLaws } from './service/traffic-laws.js';

/** The laws that planted bugs have to break, by their sentences. */
export const laws = {
  ...storedClusterLaws,
  ...selectingLaws,
  ...writtenLaws,
  ...nameLaws,
  ...dialectLaws,
  ...nginxLaws,
  ...routeLaws,
  ...traceLaws,
  ...endpointLaws,
  ...memoryLaws,
  ...proxyLaws,
  ...trafficLaws,
};
