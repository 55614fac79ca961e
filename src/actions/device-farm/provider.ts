// Test/AWS/DeviceFarm: tests of an app on real devices. Not executed here.
import { mandatory, O, oneOf, R, truth } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';

const testTypes = [
  'APPIUM_JAVA_JUNIT',
  'APPIUM_JAVA_TESTNG',
  'APPIUM_PYTHON',
  'APPIUM_WEB_JAVA_JUNIT',
  'APPIUM_WEB_JAVA_TESTNG',
  'APPIUM_WEB_PYTHON',
  'BUILTIN_EXPLORER',
  'BUILTIN_FUZZ',
  'CALABASH',
  'INSTRUMENTATION',
  'UIAUTOMATION',
  'UIAUTOMATOR',
  'XCTEST',
  'XCTEST_UI',
];

export const deviceFarm: ActionProvider = {
  category: 'Test',
  owner: 'AWS',
  provider: 'DeviceFarm',
  inputs: [1, 1],
  outputs: [0, 0],
  configuration: {
    AppType: mandatory(oneOf('iOS', 'Android', 'Web')),
    ProjectId: R,
    App: R,
    AppiumVersion: R,
    DevicePoolArn: R,
    TestType: mandatory(oneOf(...testTypes)),
    Test: O,
    RadioBluetoothEnabled: truth,
    RadioWifiEnabled: truth,
    RadioNfcEnabled: truth,
    RadioGpsEnabled: truth,
    RecordAppPerformanceData: truth,
    RecordVideo: truth,
    FuzzEventCount: O,
    FuzzEventThrottle: O,
    FuzzRandomizerSeed: O,
    CustomHostMachineArtifacts: truth,
    CustomDeviceArtifacts: O,
    UnmeteredDevicesOnly: truth,
    JobTimeoutMinutes: O,
    Latitude: O,
    Longitude: O,
  },
  variables: [],
};
