import type ts from 'typescript';

/**
 * The declaration of what a call runs, by the type of what is called. Only where that has overloads is the one asked for
 * that is meant, which takes the types of all arguments.
 */
export function signatureDeclared(
  checker: ts.TypeChecker,
  call: ts.CallExpression | ts.JsxOpeningLikeElement | ts.TaggedTemplateExpression,
  callee: ts.Expression,
): ts.SignatureDeclaration | ts.JSDocSignature | undefined {
  const signatures = checker.getTypeAtLocation(callee).getCallSignatures();
  const [only, ...others] = signatures;
  return only && others.length > 0 ? checker.getResolvedSignature(call)?.declaration : only?.declaration;
}
