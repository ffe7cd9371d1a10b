import type { ObjectReference } from '../problem/problem.js';
import type { HealthProbe } from './health-probe.js';

/** Where a listener of layer 7 sends requests: a port of a Service, at the node port or at the pods. @public */
export interface TargetGroup {
  readonly service: { readonly namespace: string; readonly name: string };
  /** The port of the Service. */
  readonly port: { readonly name: string; readonly port: number };
  readonly targetType: 'node' | 'pod';
  /** The node port, where targets are nodes. */
  readonly nodePort?: number;
  /** What is spoken with targets. */
  readonly speaks: 'HTTP' | 'HTTPS' | 'HTTP2';
  readonly probe: HealthProbe;
  /** For how long connections to a target that is taken out go on, where it is said. */
  readonly drainingSeconds?: number;
  /** Whether no object asks for pods as targets: the cluster does so for every Service. */
  readonly byDefault?: true;
}

/** A target group with its share of the requests of a rule. @public */
export interface WeightedTargetGroup {
  readonly group: TargetGroup;
  readonly weight: number;
}

/** What a rule of a listener does with a request. @public */
export type ListenerAction =
  | { readonly kind: 'forward'; readonly to: readonly WeightedTargetGroup[] }
  | {
      readonly kind: 'fixed-response';
      readonly status: number;
      readonly contentType: string;
      readonly body: string;
      /** What stands in for a backend that is not there. */
      readonly missing?: 'service' | 'action' | 'rule';
      /** A backend of the provider's own that answers, in place of the load balancer itself. */
      readonly by?: string;
    }
  /** Of the parts of the location those in `#{...}` are the request's own; an empty port is left out. */
  | {
      readonly kind: 'redirect';
      readonly status: 301 | 302 | 303 | 307 | 308;
      readonly protocol: string;
      readonly host: string;
      readonly port: string;
      readonly path: string;
      readonly query: string;
    }
  /** Something that the model does not follow. */
  | { readonly kind: 'not-modelled'; readonly what: string };

/** A pair of a query string; without key any pair with the value will do. @public */
export interface QueryPattern {
  readonly key?: string;
  readonly value: string;
}

/** What a request must be for a rule: one of the values is enough. @public */
export type ListenerCondition =
  | { readonly field: 'host-header'; readonly values: readonly string[] }
  | { readonly field: 'path-pattern'; readonly values: readonly string[] }
  | { readonly field: 'http-header'; readonly name: string; readonly values: readonly string[] }
  | { readonly field: 'http-request-method'; readonly values: readonly string[] }
  | { readonly field: 'query-string'; readonly values: readonly QueryPattern[] }
  | { readonly field: 'source-ip'; readonly values: readonly string[] };

/** A rule of a listener of layer 7, and the field that asks for it. @public */
export interface ListenerRule {
  /** The rule with the least number whose conditions hold takes a request. */
  readonly priority: number;
  readonly conditions: readonly ListenerCondition[];
  readonly action: ListenerAction;
  readonly object: ObjectReference;
  /** `spec.rules[0].http.paths[0]`. */
  readonly path: string;
}

/** What a listener of layer 7 does with requests. @public */
export interface ListenerRouting {
  /** In the order in which they are tried. */
  readonly rules: readonly ListenerRule[];
  /** Takes what no rule takes. */
  readonly otherwise: Omit<ListenerRule, 'priority' | 'conditions'>;
}
