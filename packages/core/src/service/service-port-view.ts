import type { ServiceHop } from '../trace/hop.js';
import type { Claim } from './claim.js';
import { policyOf } from './policy.js';

/** The service port that a packet is for. @public */
export type ServicePortView = Pick<ServiceHop, 'service' | 'port' | 'via' | 'policy'>;

/** The service port of a claim, as hops and decisions name it. */
export function servicePortView(claim: Claim): ServicePortView {
  const { reference, name, port, protocol } = claim.port;
  return { service: reference, port: { name, port, protocol }, via: claim.via, policy: policyOf(claim) };
}
