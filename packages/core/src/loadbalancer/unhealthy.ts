/** Why a target is not healthy. */
export const unhealthy = {
  notReady: 'not ready',
  withoutEndpoint: 'no endpoint behind the node port',
  withoutAnyEndpoint: 'the Service has no endpoint',
  withoutOwnEndpoint: 'no ready endpoint of its own',
  nothingOnPort: 'nothing takes TCP on the port of the health check',
  notListening: 'no pod listens on the port of the health check',
  otherStatus: 'the application answers with a status that the health check does not take',
  proxyLine: 'the line of the PROXY protocol breaks the health check of kube-proxy',
} as const;
