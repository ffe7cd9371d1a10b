import type { JsonObject } from '../vectors.js';

/** A case of suite clouds. */
export interface CloudCase {
  readonly cluster: CloudCaseCluster;
  readonly objects: readonly CloudCaseObject[];
  readonly expect: JsonObject;
}

/** The situation of a case. */
export interface CloudCaseCluster {
  readonly platform: string;
  readonly controller: string;
  readonly cloudConfig?: Readonly<Record<string, string>>;
  readonly mode?: 'layer2' | 'bgp';
  readonly driver?: string;
  readonly subsetting?: boolean;
  readonly vpcNative?: boolean;
  readonly nodes?: number;
  /** How many pods run on each node. */
  readonly pods?: Readonly<Record<string, number>>;
}

/** An object of a case, as far as the adapter reads it. */
export interface CloudCaseObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: {
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly { readonly targetPort?: number; readonly protocol?: string }[];
  };
}
