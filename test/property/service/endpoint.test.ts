import { prove } from '../law.js';
import { endpointLaws } from './endpoint-laws.js';

prove(endpointLaws);
