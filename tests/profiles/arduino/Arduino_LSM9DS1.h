/* The chip, as its library shows it: values in g and deg/s. */
#pragma once

struct LSM9DS1Class {
  bool is_ready = false;
  float acc[3] = {}, gyr[3] = {};
  int begin() { return 1; }
  int accelerationAvailable() { return is_ready; }
  int readAcceleration(float &x, float &y, float &z) {
    x = acc[0], y = acc[1], z = acc[2];
    is_ready = false;
    return 1;
  }
  int readGyroscope(float &x, float &y, float &z) {
    x = gyr[0], y = gyr[1], z = gyr[2];
    return 1;
  }
};

inline LSM9DS1Class IMU;
