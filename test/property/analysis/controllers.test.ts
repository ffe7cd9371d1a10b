import { prove } from '../law.js';
import { controllerLaws } from './controller-laws.js';

prove(controllerLaws);
