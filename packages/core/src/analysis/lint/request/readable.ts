import { readRequest, type RequestInput } from '../../../request/read-request.js';
import { RequestError } from '../../../request/read-url.js';
import { internet } from '../../../request/origin.js';

/** Whether a request can be sent: objects that nobody checked may name anything as a host or a port. */
export function isReadable(request: RequestInput): boolean {
  try {
    readRequest(request, internet());
    return true;
  } catch (error) {
    if (error instanceof RequestError) return false;
    throw error;
  }
}
