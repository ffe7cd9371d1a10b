export { VirtualClock, type Clock } from './clock.js';
