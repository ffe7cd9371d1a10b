import { prove } from '../law.js';
import { traceLaws } from './trace-laws.js';

prove(traceLaws);
