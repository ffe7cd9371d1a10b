import { describe, expect, test } from 'vitest';
import { run } from '../run.js';

/** Runs `get` on manifests. */
async function get(args: readonly string[], manifests: string): Promise<string> {
  const { status, stdout, stderr } = await run(['get', ...args, '-f', 'all.yaml'], {
    files: { 'all.yaml': manifests },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

const nodes = `
kind: Node
apiVersion: v1
metadata:
  name: node-a
  labels:
    kubernetes.io/os: linux
    node-role.kubernetes.io/control-plane: ''
    topology.kubernetes.io/zone: eu-1a
spec: { podCIDR: 10.244.0.0/24 }
status:
  addresses: [{ type: InternalIP, address: 10.0.0.11 }, { type: ExternalIP, address: 192.0.2.11 }]
  conditions: [{ type: Ready, status: 'True' }]
---
kind: Node
apiVersion: v1
metadata: { name: node-b }
spec: { podCIDR: 10.244.1.0/24, unschedulable: true }
status:
  addresses: [{ type: InternalIP, address: 10.0.0.12 }]
  conditions: [{ type: Ready, status: 'False' }]
---
kind: Node
apiVersion: v1
metadata: { name: node-c }
spec: { podCIDR: 10.244.2.0/24 }
status:
  addresses: [{ type: InternalIP, address: 10.0.0.13 }]
  conditions: [{ type: Ready, status: Unknown }]
`;

/** A pod with a status, as a dump of a cluster holds it. */
function pod(name: string, status: string, more = ''): string {
  return `
---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: default${more} }
spec:
  nodeName: node-a
  initContainers:
    - { name: setup, image: busybox }
    - { name: proxy, image: envoy, restartPolicy: Always }
  containers: [{ name: web, image: nginx }]
status: ${status}
`;
}

describe('kubehop get pods', () => {
  test('shows pods as kubectl does, with sidecars counted and address and node', async () => {
    const manifests = [
      nodes,
      pod(
        'ready',
        "{ phase: Running, podIP: 10.244.0.5, podIPs: [{ ip: 10.244.0.5 }], conditions: [{ type: Ready, status: 'True' }] }",
      ),
      pod(
        'waiting',
        "{ phase: Running, podIP: 10.244.0.6, podIPs: [{ ip: 10.244.0.6 }], conditions: [{ type: Ready, status: 'False' }] }",
      ),
      pod('evicted', '{ phase: Failed, reason: Evicted }'),
      pod('done', '{ phase: Succeeded }'),
    ].join('');
    expect(await get(['pods'], manifests)).toBe(
      [
        'NAME      READY   STATUS      IP           NODE',
        'done      0/2     Completed   <none>       node-a',
        'evicted   0/2     Evicted     <none>       node-a',
        'ready     2/2     Running     10.244.0.5   node-a',
        'waiting   0/2     Running     10.244.0.6   node-a',
        '',
      ].join('\n'),
    );
  });
});

describe('kubehop get services', () => {
  const manifests = `
${nodes}
---
apiVersion: v1
kind: Service
metadata: { name: cluster }
spec: { clusterIP: 10.96.0.21, selector: { app: web, tier: front }, ports: [{ port: 80, name: http }, { port: 53, protocol: UDP, name: dns }] }
---
apiVersion: v1
kind: Service
metadata: { name: external }
spec: { type: ExternalName, externalName: db.example.com }
---
apiVersion: v1
kind: Service
metadata: { name: headless }
spec: { clusterIP: None, selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: ips }
spec: { clusterIP: 10.96.0.22, externalIPs: [192.0.2.200], selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: node }
spec: { type: NodePort, clusterIP: 10.96.0.23, ports: [{ port: 80, nodePort: 30080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: public }
spec: { type: LoadBalancer, clusterIP: 10.96.0.24, selector: { app: web }, ports: [{ port: 443, nodePort: 30443 }] }
status: { loadBalancer: { ingress: [{ ip: 198.51.100.9 }] } }
`;
  const rows = [
    'NAME         TYPE           CLUSTER-IP   EXTERNAL-IP      PORT(S)         SELECTOR',
    'cluster      ClusterIP      10.96.0.21   <none>           80/TCP,53/UDP   app=web,tier=front',
    'external     ExternalName   <none>       db.example.com   <none>          <none>',
    'headless     ClusterIP      None         <none>           80/TCP          app=web',
    'ips          ClusterIP      10.96.0.22   192.0.2.200      80/TCP          app=web',
    'kubernetes   ClusterIP      10.96.0.1    <none>           443/TCP         <none>',
    'node         NodePort       10.96.0.23   <none>           80:30080/TCP    <none>',
    'public       LoadBalancer   10.96.0.24   198.51.100.9     443:30443/TCP   app=web',
    '',
  ];

  test('shows Services as kubectl does', async () => {
    const narrow = rows.map((row) => row.slice(0, row.indexOf('  ', 66)).trimEnd());
    expect((await get(['services'], manifests)).split('\n')).toEqual(narrow);
  });

  test('shows selectors when wide', async () => {
    expect((await get(['svc', '-o', 'wide'], manifests)).split('\n')).toEqual(rows);
  });

  test('shows that a load balancer is pending where nobody provides one', async () => {
    const pending =
      'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { type: LoadBalancer, ports: [{ port: 80 }] }\n';
    const { stdout } = await run(['get', 'svc', '--platform', 'bare-metal', '-f', '-'], { stdin: pending });
    expect(stdout).toMatch(/^web +LoadBalancer +10\.\S+ +<pending> +80:3\d{4}\/TCP$/m);
  });
});

describe('kubehop get endpointslices', () => {
  const pods = Array.from({ length: 5 }, (_, index) =>
    pod(
      `web-${index}`,
      `{ phase: Running, podIP: 10.244.0.${index + 5}, podIPs: [{ ip: 10.244.0.${index + 5} }], conditions: [{ type: Ready, status: 'True' }] }`,
      ', labels: { app: web }',
    ),
  ).join('');
  const manifests = `${nodes}${pods}
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: none }
spec: { selector: { app: none }, ports: [{ port: 80 }] }
`;

  test('shows three endpoints as kubectl does', async () => {
    const table = await get(['endpointslices'], manifests);
    expect(table).toMatch(/^NAME +ADDRESSTYPE +PORTS +ENDPOINTS$/m);
    expect(table).toMatch(
      /^web-\w{5} +IPv4 +8080 +10\.244\.0\.5,10\.244\.0\.6,10\.244\.0\.7 \+ 2 more\.\.\.$/m,
    );
    expect(table).toMatch(/^none-\w{5} +IPv4 +<unset> +<unset>$/m);
  });

  test('shows all of them when wide', async () => {
    expect(await get(['eps', '-o', 'wide'], manifests)).toContain(
      '10.244.0.5,10.244.0.6,10.244.0.7,10.244.0.8,10.244.0.9\n',
    );
  });
});

/** An Ingress with a status. */
function ingress(name: string, spec: string, status = '{}'): string {
  return `---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: ${name} }\nspec: ${spec}\nstatus: ${status}\n`;
}

describe('kubehop get ingresses', () => {
  const paths =
    '{ paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }';
  const rules = (...hosts: readonly string[]): string =>
    `[${hosts.map((host) => `{ host: ${host}.example.com, http: ${paths} }`).join(', ')}]`;

  test('shows Ingresses as kubectl does', async () => {
    const manifests = [
      nodes,
      ingress('all', '{ defaultBackend: { service: { name: web, port: { number: 80 } } } }'),
      ingress(
        'many',
        `{ ingressClassName: nginx, tls: [{ hosts: [a.example.com] }], rules: ${rules('a', 'b', 'c', 'd')} }`,
        '{ loadBalancer: { ingress: [{ ip: 198.51.100.9 }, { hostname: lb.example.com }] } }',
      ),
    ].join('');
    const { stdout } = await run(['get', 'ing', '-f', '-'], { stdin: manifests });
    expect(stdout).toBe(
      [
        'NAME   CLASS    HOSTS                                                   ADDRESS                       PORTS',
        'all    <none>   *                                                                                     80',
        'many   nginx    a.example.com,b.example.com,c.example.com + 1 more...   198.51.100.9,lb.example.com   80, 443',
        '',
      ].join('\n'),
    );
  });
});

describe('kubehop get nodes', () => {
  const rows = [
    'NAME     STATUS                        ROLES           INTERNAL-IP   EXTERNAL-IP   ZONE     POD-CIDR',
    'node-a   Ready                         control-plane   10.0.0.11     192.0.2.11    eu-1a    10.244.0.0/24',
    'node-b   NotReady,SchedulingDisabled   <none>          10.0.0.12     <none>        <none>   10.244.1.0/24',
    'node-c   NotReady                      <none>          10.0.0.13     <none>        <none>   10.244.2.0/24',
    '',
  ];

  const balanced = `
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec: { containers: [{ name: web, image: web, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, annotations: { service.beta.kubernetes.io/aws-load-balancer-type: nlb } }
spec: { type: LoadBalancer, externalTrafficPolicy: Local, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
`;

  test('shows load balancers, with how many of their targets are healthy', async () => {
    const lines = (await get(['loadbalancers', '--platform', 'aws'], balanced)).split('\n');
    expect(lines.slice(0, 2).map((row) => row.split(/ {2,}/).filter((_, column) => column !== 3))).toEqual([
      ['NAME', 'PRODUCT', 'SCHEME', 'LISTENERS', 'HEALTHY'],
      ['service/default/web', 'nlb', 'internet-facing', '80/TCP', '1/3'],
    ]);
    expect(await get(['lb', '--platform', 'aws', '-o', 'wide'], balanced)).toContain('aws-cloud-provider');
    const { items } = JSON.parse(await get(['lb', '--platform', 'aws', '-o', 'json'], balanced)) as {
      items: unknown;
    };
    expect(items).toMatchObject([{ id: 'service/default/web', probe: { kind: 'local-endpoints' } }]);
  });

  test('shows nodes as kubectl does, with their addresses', async () => {
    const narrow = rows.map((row) => row.slice(0, 80).trimEnd());
    expect((await get(['nodes'], nodes)).split('\n')).toEqual(narrow);
  });

  test('shows zones and pod ranges when wide', async () => {
    expect((await get(['no', '-o', 'wide'], nodes)).split('\n')).toEqual(rows);
  });
});

describe('kubehop get', () => {
  test('shows one namespace, default unless told otherwise', async () => {
    const { stdout } = await run(['get', 'svc', '-n', 'shop', '-f', 'shop.yaml']);
    expect(stdout.split('\n').map((line) => line.split(' ')[0])).toEqual(['NAME', 'cart', 'web', '']);
    const { stdout: usual } = await run(['get', 'svc', '-f', 'shop.yaml']);
    expect(usual.split('\n').map((line) => line.split(' ')[0])).toEqual(['NAME', 'kubernetes', '']);
  });

  test('shows all namespaces with a column for them', async () => {
    const { stdout } = await run(['get', 'ing', '-A', '-f', 'shop.yaml']);
    expect(stdout).toMatch(/^NAMESPACE +NAME +CLASS/);
    expect(stdout).toMatch(/^shop +shop +nginx +shop\.example\.com/m);
  });

  test('says on stderr that there is nothing, and where there is something', async () => {
    expect(await run(['get', 'ing', '-f', 'shop.yaml'])).toMatchObject({
      status: 0,
      stdout: '',
      stderr: 'No resources found in default namespace. Other namespaces hold 1: ask with -A.\n',
    });
    const bare =
      'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: nginx }] }\n';
    expect((await run(['get', 'ing', '-n', 'shop', '-f', '-'], { stdin: bare })).stderr).toBe(
      'No resources found in shop namespace.\n',
    );
    expect((await run(['get', 'ing', '-A', '-f', '-'], { stdin: bare })).stderr).toBe(
      'No resources found.\n',
    );
  });

  test('prints the objects as a List', async () => {
    const { stdout } = await run(['get', 'services', '-n', 'shop', '-o', 'json', '-f', 'shop.yaml']);
    expect(JSON.parse(stdout)).toMatchObject({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        { kind: 'Service', metadata: { name: 'cart' } },
        { kind: 'Service', metadata: { name: 'web' } },
      ],
    });
  });
});
