export { actText, workloadText, type Act, type WorkloadName } from './act/act.js';
export { nextReplicas } from './controller/next-replicas.js';
export type { AutoscalerState, Recommendation, ScaleEvent } from './controller/next-replicas.js';
export type { Progressing } from './controller/rollout-progress.js';
export type { EventKind, Happening, SimulationEvent } from './event/event.js';
export type { Fault, LinkEnd } from './fault/fault.js';
export type { Behaviour, ContainerSelection, StatedBehaviour } from './kubelet/behaviour.js';
export type { Arrivals, LoadOptions } from './load/load.js';
export { LoadRun } from './load/load-run.js';
export type { LoadReport, ReportedError, ReportedFate, ReportedProxy } from './load/report.js';
export type { SimulationOptions } from './options.js';
export { eventText } from './report/event-text.js';
export { reportHtml, type ReportHtmlInput } from './report/report-html.js';
export { reportText, type ReportTextOptions } from './report/report-text.js';
export { timelineSvg, type TimelineInput } from './report/timeline-svg.js';
export { synSchedule, type ClientOptions, type SynSchedule } from './request/client.js';
export { Connection } from './request/connection.js';
export type { Answer } from './request/exchange.js';
export type { Latency } from './request/latency.js';
export type { Lookup } from './request/lookup.js';
export type { AnswerExpectation, Bound, Check, LoadExpectation } from './scenario/expectation.js';
export {
  runScenario,
  type LoadResult,
  type RequestResult,
  type ScenarioOptions,
  type ScenarioProblem,
  type ScenarioReport,
  type ScenarioResult,
} from './scenario/run-scenario.js';
export type { Scenario, TimedAct, TimedLoad, TimedRequest } from './scenario/scenario.js';
export { Simulation, type SimulationListeners } from './simulation.js';
export type { HistoryEntry, Moment, OutsideDeed, Snapshot } from './snapshot.js';
export { VirtualClock, type Cancel, type Clock } from './time/clock.js';
export type { Delay } from './time/delay.js';
export {
  defaultDelays,
  noDelays,
  type AutoscalingDelays,
  type BalancerDelays,
  type DelayOptions,
  type Delays,
  type DnsDelays,
  type IngressDelays,
  type KubeletDelays,
  type KubeProxyDelays,
  type NodeDelays,
} from './time/delays.js';
