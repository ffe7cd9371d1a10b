export { actKinds, type ActKind, type ActKnobs } from './act-kinds.js';
export { actsFor } from './acts-for.js';
export { delaysArbitrary } from './delays-arbitrary.js';
export { GeneratedScenario } from './generated-scenario.js';
export { playActs } from './play-acts.js';
export { scenarioArbitrary, type ScenarioKnobs } from './scenario-arbitrary.js';
export { TimedAct } from './timed-act.js';
