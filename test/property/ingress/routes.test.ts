import { prove } from '../law.js';
import { routeLaws } from './route-laws.js';

prove(routeLaws);
