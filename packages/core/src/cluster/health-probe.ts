/** How often a health probe asks, and how many answers in a row decide; what no source says is absent. @public */
export interface ProbeTiming {
  readonly intervalSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly healthy?: number;
  readonly unhealthy?: number;
}

/** What a health probe asks. @public */
export interface HealthProbe extends ProbeTiming {
  /**
   * - `node`: kube-proxy of the node, `/healthz` on 10256: is the node fit to serve.
   * - `local-endpoints`: `/healthz` on the healthCheckNodePort: has the node a ready endpoint of its own.
   * - `node-port`: the node port: does any endpoint answer.
   * - `pod`: the pod itself.
   */
  readonly kind: 'node' | 'local-endpoints' | 'node-port' | 'pod';
  readonly protocol: 'TCP' | 'TLS' | 'HTTP' | 'HTTPS';
  /** `traffic-port`: whichever port of the target the listener leads to. */
  readonly port: number | 'traffic-port';
  readonly path?: string;
  /** The status codes that count as healthy. */
  readonly codes?: string;
  /** Whether a checker on the node answers in place of the pod, by whether it is ready. */
  readonly answeredBy?: 'node-checker';
  /** Whether one probe stands for all Services of the cluster. */
  readonly shared?: true;
}
