import { run, type Run } from '../run.js';
import type { World } from '../made-up-io.js';

/** A web site of two pods behind a Service, and a pod that asks it. */
export const manifests = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'web:1', ports: [{ containerPort: 80 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: shop }
spec: { nodeName: node-1, containers: [{ name: client, image: 'client:1' }] }
`;

/** The beginning of scenarios in that shop. */
export const head = 'manifests: [k8s.yaml]\nplatform: { name: bare-metal, nodes: 2 }\n';

/** Ten requests a second from the client. */
export const visitors =
  'loads:\n  - { name: visitors, request: GET http://web/, from: pod/shop/client, rate: 10/s, timeout: 1s }\n';

/** Plays a scenario of the shop with the command. */
export async function simulate(
  scenario: string,
  args: readonly string[] = [],
  world: World = {},
): Promise<Run> {
  const files = { 'k8s.yaml': manifests, 'scenario.yaml': scenario, ...world.files };
  return run(['simulate', 'scenario.yaml', ...args], { ...world, files });
}
