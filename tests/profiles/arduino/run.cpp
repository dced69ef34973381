/* Runs the sketch: stdin holds lines "write HEX", "sample TIME_US AX AY AZ GX GY GZ" and "disconnect". */
#include SKETCH

int main() {
  setup();
  char line[200], hex[40];
  while (fgets(line, sizeof line, stdin)) {
    unsigned long time_us;
    float *a = IMU.acc, *g = IMU.gyr;
    if (sscanf(line, "write %39s", hex) == 1) {
      uint8_t value[20];
      int length = 0;
      for (unsigned byte; sscanf(hex + 2 * length, "%2x", &byte) == 1;) value[length++] = byte;
      control.central_writes(value, length);
    } else if (sscanf(line, "sample %lu %f %f %f %f %f %f", &time_us, a, a + 1, a + 2, g, g + 1, g + 2) == 7) {
      now_us = (uint32_t)time_us;
      IMU.is_ready = true;
    } else {
      BLE.on_disconnect(BLEDevice());
    }
    loop();
  }
}
