import { clockBench } from './clock.js';

clockBench();
