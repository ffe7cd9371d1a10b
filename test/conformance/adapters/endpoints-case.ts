/** A case of the suite endpoints, as far as the adapter reads it. */
export interface EndpointsCase {
  readonly id: string;
  readonly cluster?: { readonly featureGates?: { readonly PreferSameTrafficDistribution?: boolean } };
  readonly objects: readonly CaseObject[];
  readonly generatePods?: GeneratedPods;
  readonly maxEndpointsPerSlice?: number;
  /** All generated pods are ready, whatever `readyUnless` says. */
  readonly allReady?: boolean;
  /** The endpoints of all slices count together, however they are spread. */
  readonly endpointsOf?: string;
  readonly endpoints?: readonly ExpectedSlice[];
  readonly hostname?: string | null;
  readonly hintCounts?: HintCounts;
}

/** An object of a case; only what the adapter itself looks at. */
export interface CaseObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: { readonly nodeName?: string };
}

/** Pods by the number: `pod<i>` is ready unless three divides i. */
export interface GeneratedPods {
  readonly count: number;
  readonly namePattern: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly nodeName: string;
  /** One port named `http`, whose number goes from 8080 to 8084 over and over. */
  readonly containerPorts?: readonly unknown[];
}

/** A slice as it should be; without `ports` or `labels` these are left open. */
export interface ExpectedSlice {
  readonly addressType: string;
  readonly ports?: readonly ExpectedPort[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly endpoints?: readonly ExpectedEndpoint[];
}

/** A port of a slice. */
export interface ExpectedPort {
  readonly name?: string;
  readonly protocol: string;
  readonly port?: number;
  readonly appProtocol?: string;
}

/** An endpoint of a slice. */
export interface ExpectedEndpoint {
  readonly addresses: readonly string[];
  readonly conditions?: {
    readonly ready?: boolean;
    readonly serving?: boolean;
    readonly terminating?: boolean;
  };
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly zone?: string;
  readonly targetRef?: { readonly name: string };
  readonly hints?: {
    readonly forZones?: readonly { readonly name: string }[];
    readonly forNodes?: readonly { readonly name: string }[];
  };
}

/** How many endpoints have which hint; `crossZone` have one for another zone than their own. */
export interface HintCounts {
  readonly byZone: Readonly<Record<string, number>>;
  readonly byNode?: Readonly<Record<string, number>>;
  readonly unhinted: number;
  readonly crossZone: number;
}
