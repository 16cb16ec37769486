import type ts from 'typescript';

/**
 * Whether a class derives from another one by its declaration, as `Transaction<Tables>` does from `Kysely<Tables>`. It is
 * known at once, while comparing the members of such types takes a second.
 */
export function isDerivedFrom(checker: ts.TypeChecker, type: ts.Type, base: ts.Type): boolean {
  if (type === base) return true;
  const target = targetOf(type);
  if (!target) return false;
  const given = argumentsOf(checker, type);
  const wanted = argumentsOf(checker, base);
  return checker.getBaseTypes(target).some((one) => {
    const passed = argumentsOf(checker, one).map((argument) => {
      const position = target.typeParameters?.indexOf(argument) ?? -1;
      return position === -1 ? argument : given[position];
    });
    return (
      targetOf(one) !== undefined &&
      targetOf(one) === targetOf(base) &&
      passed.every((argument, position) => argument === wanted[position])
    );
  });
}

/** The declared class or interface of which a type is the one with certain arguments. Types of other kinds have a target too. */
function targetOf(type: ts.Type): ts.InterfaceType | undefined {
  const target: ts.Type = 'target' in type ? (type as ts.TypeReference).target : type;
  return target.isClassOrInterface() ? target : undefined;
}

/** The arguments that were written, without the one for `this`. */
function argumentsOf(checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
  const parameters = targetOf(type)?.typeParameters ?? [];
  return parameters.length > 0 && 'target' in type
    ? checker.getTypeArguments(type as ts.TypeReference).slice(0, parameters.length)
    : [];
}
