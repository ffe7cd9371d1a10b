import type { EndpointList } from '../endpoints/categorize.js';
import type { Target } from '../request/packet.js';
import type { ServiceHop } from '../trace/hop.js';
import type { Rule, Skip } from '../trace/rule.js';
import type { Claim } from './claim.js';

/** What the service proxy of a node does with a new connection. */
export type Ruling = Passed | Forwarded | Refused | Filtered | Undecided;

/** No rule takes the packet: it goes on as it is. */
export interface Passed {
  readonly kind: 'passed';
  readonly rule: Rule;
}

/** No rule is for the destination. */
export const notServiceTraffic: Passed = { kind: 'passed', rule: { id: 'not-service-traffic' } };

/** The packet goes to one of the endpoints of a list, each as likely as the others. */
export interface Forwarded {
  readonly kind: 'forwarded';
  readonly claim: Claim;
  readonly policy: ServiceHop['policy'];
  readonly rule: Rule;
  /** The list in force, and its first endpoint: it is not empty. */
  readonly list: EndpointList;
  readonly first: Target;
  readonly source: SourceRuling;
}

/** Whether the packet is masqueraded unless the endpoint is the sender itself, and why or why not. */
export type SourceRuling =
  { readonly masquerade: true; readonly rule: Rule } | { readonly masquerade: false; readonly skip: Skip };

/** A service port has nothing for the packet. */
export interface Refused {
  readonly kind: 'refused';
  readonly verdict: 'reject' | 'drop';
  readonly claim: Claim;
  readonly policy: ServiceHop['policy'];
  readonly rule: Rule & { readonly id: 'no-endpoint' | 'no-local-endpoint' | 'source-not-in-ranges' };
  /** The list in force, where one was looked at. */
  readonly list: EndpointList | null;
}

/** An address is closed, whatever service ports there are. */
export interface Filtered {
  readonly kind: 'filtered';
  readonly verdict: 'reject' | 'drop';
  readonly rule: Rule & {
    readonly id: 'cluster-ip-other-port' | 'cluster-ip-unallocated' | 'loopback-from-elsewhere';
  };
  /** The Service that holds the address, where one does, by one of its ports. */
  readonly holder: Claim | undefined;
}

/** This mode is not modelled far enough to tell what it does with a packet for the address of a Service. */
export interface Undecided {
  readonly kind: 'undecided';
  readonly holder: Claim;
  readonly rule: Rule;
}
