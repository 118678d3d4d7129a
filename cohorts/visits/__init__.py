"""Programme days at host companies."""
