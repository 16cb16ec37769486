import type { AcquisitionFact } from '../clients/acquisition-fact.ts';
import type { Client } from '../clients/define-client.ts';

/** The way in which a client's pool gives out a connection, if it has one. */
export function acquisitionFrom({ acquisitions = [], held }: Client): AcquisitionFact | undefined {
  return acquisitions.find(
    ({ gives, opensReceiver, owners }) =>
      gives === 'connection' && !opensReceiver && owners.some((owner) => held.pools?.includes(owner)),
  );
}
