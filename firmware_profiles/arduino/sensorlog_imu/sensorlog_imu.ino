/* sensorlog-imu for the Arduino Nano 33 BLE and Nano 33 BLE Sense (first revision: LSM9DS1).
 *
 * NOT RUN ON HARDWARE. Its bytes are proved by the project's tests, which compile it against stand-ins for the two
 * libraries. The format is described in docs/profiles.md under "The sensorlog-imu wire format".
 *
 * Libraries (Library Manager): ArduinoBLE, Arduino_LSM9DS1.
 *
 * The library leaves the chip at +-4 g, +-2000 deg/s and 119 Hz, whatever is asked for; the info says so.
 */

#include <ArduinoBLE.h>
#include <Arduino_LSM9DS1.h>

const uint16_t kAccCountsPerG = 8192;     // +-4 g
const uint16_t kGyrCountsPer10Dps = 164;  // +-2000 deg/s
const uint16_t kRateHz = 119;
const uint32_t kClockHz = 1000000;  // micros()
const uint32_t kPeriodUs = kClockHz / kRateHz;

/* 8 + 4 x 12 = 56 bytes need an ATT MTU of 59. ArduinoBLE cuts off what does not fit without a word, and does not tell
 * the MTU; with 1 instead of 4 the smallest MTU (23) is enough, for the price of 119 notifications a second. */
const uint8_t kMaxSamples = 4;

const int kHeaderBytes = 8;
const int kSampleBytes = 12;
const uint8_t kHasGyroscope = 0x01;
const uint8_t kClipped = 0x04;

BLEService service("a1f50001-2cb1-4d2c-b315-fb36fc239a7f");
BLECharacteristic motion("a1f50002-2cb1-4d2c-b315-fb36fc239a7f", BLENotify, kHeaderBytes + kMaxSamples * kSampleBytes);
BLECharacteristic control("a1f50003-2cb1-4d2c-b315-fb36fc239a7f", BLEWrite, 3);
BLECharacteristic info("a1f50004-2cb1-4d2c-b315-fb36fc239a7f", BLERead, 14);

bool streaming = false;
uint16_t sequence = 0;
uint8_t packet[kHeaderBytes + kMaxSamples * kSampleBytes];
uint8_t samples = 0;
uint8_t flags = kHasGyroscope;
uint32_t lastUs = 0;

void put16(uint8_t *to, uint16_t value) {
  to[0] = value & 0xff;
  to[1] = value >> 8;
}

void put32(uint8_t *to, uint32_t value) {
  put16(to, value & 0xffff);
  put16(to + 2, value >> 16);
}

/* Whole counts; what is out of range stays at its end and is marked. */
void putCounts(uint8_t *to, float counts) {
  if (counts >= 32767.0f || counts <= -32768.0f) {
    flags |= kClipped;
    counts = counts > 0 ? 32767.0f : -32768.0f;
  }
  put16(to, (uint16_t)(int16_t)lroundf(counts));
}

void sendPacket() {
  if (samples == 0) return;
  put16(packet, sequence++);  // counted whether it can be sent or not
  packet[2] = flags;
  packet[3] = samples;
  motion.writeValue(packet, kHeaderBytes + samples * kSampleBytes);
  samples = 0;
  flags = kHasGyroscope;
}

/* One packet has one time and even spacing: behind a hole a new packet begins. */
void addSample(uint32_t nowUs, const float acc[3], const float gyr[3]) {
  if (samples > 0 && nowUs - lastUs > kPeriodUs + kPeriodUs / 2) sendPacket();
  lastUs = nowUs;
  if (samples == 0) put32(packet + 4, nowUs);
  uint8_t *to = packet + kHeaderBytes + samples * kSampleBytes;
  for (int axis = 0; axis < 3; axis++) {
    putCounts(to + 2 * axis, acc[axis] * kAccCountsPerG);
    putCounts(to + 6 + 2 * axis, gyr[axis] * kGyrCountsPer10Dps / 10.0f);
  }
  if (++samples == kMaxSamples) sendPacket();
}

void onControl(BLEDevice, BLECharacteristic written) {
  if (written.valueLength() < 1) return;
  switch (written.value()[0]) {
    case 0x01:
      samples = 0;
      flags = kHasGyroscope;
      streaming = true;
      break;
    case 0x02:
      streaming = false;
      break;
    default:  // rate and ranges are fixed, and what they are stands in the info
      break;
  }
}

void onDisconnect(BLEDevice) { streaming = false; }

void setup() {
  pinMode(LED_BUILTIN, OUTPUT);
  if (!IMU.begin() || !BLE.begin()) {
    while (true) {  // fast blinking: the chip or the radio does not answer
      digitalWrite(LED_BUILTIN, HIGH);
      delay(100);
      digitalWrite(LED_BUILTIN, LOW);
      delay(100);
    }
  }
  uint8_t about[14] = {1};  // version of the format
  put16(about + 1, kAccCountsPerG);
  put16(about + 3, kGyrCountsPer10Dps);
  put16(about + 5, 0);  // the magnetometer is not sent
  put16(about + 7, kRateHz);
  about[9] = kMaxSamples;
  put32(about + 10, kClockHz);

  service.addCharacteristic(motion);
  service.addCharacteristic(control);
  service.addCharacteristic(info);
  BLE.addService(service);
  info.writeValue(about, sizeof about);
  control.setEventHandler(BLEWritten, onControl);
  BLE.setEventHandler(BLEDisconnected, onDisconnect);
  BLE.setLocalName("sensorlog-imu");
  BLE.setAdvertisedService(service);
  BLE.setConnectionInterval(6, 12);  // 7.5 to 15 ms: slow intervals lost notifications on this family of boards
  BLE.advertise();
}

void loop() {
  BLE.poll();
  digitalWrite(LED_BUILTIN, streaming ? HIGH : LOW);
  if (!streaming || !IMU.accelerationAvailable()) return;
  float acc[3], gyr[3];
  const uint32_t nowUs = micros();
  if (!IMU.readAcceleration(acc[0], acc[1], acc[2]) || !IMU.readGyroscope(gyr[0], gyr[1], gyr[2])) return;
  addSample(nowUs, acc, gyr);
}
