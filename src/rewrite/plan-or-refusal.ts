/** What is planned, or the reason why nothing is, where a plan ends with an error of the given kind. */
export function planOrRefusal<Plan, Reason extends string>(
  kind: new (reason: Reason) => Error & { readonly reason: Reason },
  plan: () => Plan,
): Plan | Reason {
  try {
    return plan();
  } catch (error) {
    if (error instanceof kind) return error.reason;
    throw error;
  }
}
