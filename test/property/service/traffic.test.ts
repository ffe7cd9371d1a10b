import { prove } from '../law.js';
import { trafficLaws } from './traffic-laws.js';

prove(trafficLaws);
