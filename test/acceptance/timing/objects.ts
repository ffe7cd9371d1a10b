import type { JsonObject } from '../../conformance/vectors.js';

/** A pod of the application. */
export function webPod(name: string, node: string, container: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels: { app: 'web' } },
    spec: {
      nodeName: node,
      containers: [{ name: 'app', image: 'app', ports: [{ containerPort: 8080 }], ...container }],
    },
  };
}

/** The Service of the application, and its pods: `web-0` on `node-a`, `web-1` on `node-b`. */
export function webService(spec: JsonObject = {}, container: JsonObject = {}): readonly JsonObject[] {
  return [
    webPod('web-0', 'node-a', container),
    webPod('web-1', 'node-b', container),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'default' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }], ...spec },
    },
  ];
}
