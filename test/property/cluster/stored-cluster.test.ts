import { prove } from '../law.js';
import { storedClusterLaws } from './stored-cluster-laws.js';

prove(storedClusterLaws);
