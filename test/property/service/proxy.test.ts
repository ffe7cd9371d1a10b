import { prove } from '../law.js';
import { proxyLaws } from './proxy-laws.js';

prove(proxyLaws);
