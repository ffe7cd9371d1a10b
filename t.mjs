import { runScenario } from '/work/main/packages/sim/dist/index.js';
const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec: { hostNetwork: true, containers: [{ name: 'web', image: 'web', ports: [{ containerPort: 80 }] }] } };
const { report } = runScenario([pod], { loads: [{ name: 'v', request: { url: 'http://192.0.2.11/' }, arrivals: { model: 'constant', perSecond: 10 }, timeout: 1000 }], acts: [{ at: 5000, act: { act: 'fail', fault: { pod: 'shop/web' } } }, { at: 8000, act: { act: 'recover', fault: { pod: 'shop/web' } } }], until: 10000 });
const { errors, fates, timeline } = report.loads[0].report;
console.log(errors, timeline.map(t=>t.failed), fates.map(f => [f.count, f.first,f.last,f.cause, f.trace.outcome.cause.message]));
