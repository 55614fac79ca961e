// One declaration of a parameter. Source: CloudFormation user guide, "Parameters".
import { defined } from '../../lib/defined.ts';
import { entryOf, type MapEntry, type Node } from '../../lib/node.ts';
import { checkName, type Report } from './report.ts';
import { isPseudoParameter, textOf, type ParameterDeclaration } from './template.ts';

const members: ReadonlySet<string> = new Set([
  'AllowedPattern',
  'AllowedValues',
  'ConstraintDescription',
  'Default',
  'Description',
  'MaxLength',
  'MaxValue',
  'MinLength',
  'MinValue',
  'NoEcho',
  'Type',
]);

const ofAws =
  'AWS::EC2::(?:AvailabilityZone::Name|Image::Id|Instance::Id|SecurityGroup::GroupName|SecurityGroup::Id|Subnet::Id|Volume::Id|VPC::Id)|AWS::Route53::HostedZone::Id';
const keyPair = 'AWS::EC2::KeyPair::KeyName';
const inParameter = `String|CommaDelimitedList|${ofAws}|${keyPair}|List<(?:String|${ofAws})>`;
const types = new RegExp(
  `^(?:String|Number|CommaDelimitedList|List<(?:Number|String)>|${ofAws}|${keyPair}|List<(?:${ofAws})>|AWS::SSM::Parameter::Name|AWS::SSM::Parameter::Value<(?:${inParameter})>)$`,
);

/** Undefined for what is no declaration at all. */
export function readParameter(entry: MapEntry, report: Report): ParameterDeclaration | undefined {
  const { key, keyPlace, value } = entry;
  if (isPseudoParameter(key))
    report(`Template format error: Parameter name ${key} is non alphanumeric.`, keyPlace);
  else checkName('Parameter', entry, report);
  if (value.kind !== 'map') {
    report('Template format error: Any Parameters member must be an object.', value.place);
    return undefined;
  }
  for (const member of value.entries)
    if (!members.has(member.key))
      report(`Invalid template parameter property '${member.key}'`, member.keyPlace);
  const type = textOf(entryOf(value, 'Type')?.value);
  if (type === undefined) {
    report('Template format error: Every Parameters object must contain a Type member.', keyPlace);
    return undefined;
  }
  if (!types.test(type))
    report(
      `Template format error: Unrecognized parameter type: ${type}. Valid values are [String, Number, CommaDelimitedList, List<Number>, AWS-specific types and AWS::SSM::Parameter types]`,
      entryOf(value, 'Type')?.value.place ?? keyPlace,
    );
  return { name: key, type, place: keyPlace, ...constraintsOf(entry, type, report) };
}

function constraintsOf(
  { key, value }: MapEntry,
  type: string,
  report: Report,
): Omit<ParameterDeclaration, 'name' | 'type' | 'place'> {
  const node = (name: string): Node | undefined => entryOf(value, name)?.value;
  const number = (name: string, of: string): number | undefined => {
    const text = textOf(node(name));
    const given = node(name);
    if (text === undefined || given === undefined) return undefined;
    if (type !== of)
      report(`Template error: Parameter '${key}' ${name} must be on a parameter of type ${of}`, given.place);
    const parsed = Number(text);
    if (Number.isFinite(parsed)) return parsed;
    report(`Template format error: ${name} of parameter ${key} must be a number.`, given.place);
    return undefined;
  };
  const allowed = node('AllowedValues');
  if (allowed !== undefined && allowed.kind !== 'list')
    report(`Template format error: AllowedValues of parameter ${key} must be a list.`, allowed.place);
  return {
    noEcho: textOf(node('NoEcho'))?.toLowerCase() === 'true',
    ...defined({
      default: textOf(node('Default')),
      description: textOf(node('Description')),
      allowedValues:
        allowed?.kind === 'list' ? allowed.items.flatMap((item) => textOf(item) ?? []) : undefined,
      allowedPattern: textOf(node('AllowedPattern')),
      constraintDescription: textOf(node('ConstraintDescription')),
      minLength: number('MinLength', 'String'),
      maxLength: number('MaxLength', 'String'),
      minValue: number('MinValue', 'Number'),
      maxValue: number('MaxValue', 'Number'),
    }),
  };
}
